import type { Span } from '@luodi/core/base';
import type { Compiled, Duty, DutyRole, Finding, Heading, Item, Measure } from '@luodi/core/task';

const TITLE = '临川市2031年城市更新和县域提升重点任务清单';
const PARTS = ['完善基础设施', '提升公共服务', '培育优势产业', '改善人居环境', '深化要素改革'];
const MATTERS = ['停车供给', '燃气管网改造', '社区养老服务', '口袋公园建设', '冷链物流布局', '县城供水保障'];
const LEADS = ['市住房城乡建设局', '市发展改革委', '市民政局', '市经济和信息化局', '市水务局'];
const OTHERS = ['市财政局', '市自然资源和规划局', '市公安局', '市市场监管局', '市生态环境局', '市教育局'];
const HAN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** `三十一`: numerals up to 99, then digits. */
function han(number: number): string {
  if (number <= 10) return HAN[number - 1] as string;
  if (number > 99) return String(number);
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? HAN[tens - 1] : ''}十${ones > 0 ? HAN[ones - 1] : ''}`;
}

const measureTexts = (matter: string, at: number, number: number): string => {
  const texts = [
    `新建和改造${matter}项目${number}个以上`,
    `6月底前出台《临川市${matter}管理办法（${number}年版）》`,
    `持续推进${matter}领域专项整治，完善长效管护机制`,
    `支持有条件的县（市、区）开展${matter}试点，每县至少建成${(number % 4) + 1}处示范点，并及时总结推广经验做法`,
    `力争${matter}覆盖率达到${(number % 40) + 60}%`,
  ];
  return texts[at % texts.length] as string;
};

/** A ledger of invented wording with so many tasks and so many measures in each, for trying the writers out. */
export function bigSample(tasks: number, each: number): Compiled {
  let text = `${TITLE}\n\n为进一步补齐短板，现将本年度重点任务明确如下。\n`;
  const put = (words: string): Span => {
    const start = text.length;
    text += words;
    return [start, text.length];
  };
  const headings: Heading[] = [];
  const items: Item[] = [];
  const diagnostics: Finding[] = [];
  const perPart = Math.max(1, Math.ceil(tasks / PARTS.length));
  for (let at = 0; at < tasks; at++) {
    const part = Math.floor(at / perPart);
    if (at % perPart === 0) {
      put('\n');
      const span = put(`${han(part + 1)}、${PARTS[part] as string}`);
      put('\n');
      headings.push({ path: [han(part + 1)], level: 1, title: PARTS[part] as string, span });
    }
    const path = [han(part + 1), `（${han((at % perPart) + 1)}）`];
    const title = `加快${MATTERS[at % MATTERS.length] as string}`;
    const [start] = put(path[1] as string);
    const titleSpan = put(title);
    headings.push({ path, level: 2, title, span: [start, titleSpan[1]] });
    put('。');
    const measures: Measure[] = [];
    const bodyStart = text.length;
    for (let one = 0; one < each; one++) {
      const words = measureTexts(MATTERS[at % MATTERS.length] as string, one, at * each + one + 3);
      const span = put(words);
      put('。');
      measures.push(measureOf(words, span, `${at + 1}-${one + 1}`));
      if (one % 5 === 2) {
        diagnostics.push({
          code: 'lint/no-completion',
          severity: 'info',
          message: '“持续推进”没有写明做到什么程度算完成，年底无法销号。',
          span,
          fix: null,
        });
      }
    }
    const body: Span = [bodyStart, text.length];
    const { duties, end } = dutiesIn(at, body, put);
    put('\n');
    if (at % 7 === 3) {
      diagnostics.push({
        code: 'lint/no-lead',
        severity: at % 2 ? 'error' : 'warning',
        message: '这项任务没有写明牵头单位，列第一位的是否牵头也没有说明。',
        span: titleSpan,
        fix: { span: [end, end], text: '，市住房城乡建设局牵头' },
      });
    }
    items.push({
      id: `i${at + 1}`,
      no: at + 1,
      path,
      title,
      span: [start, end],
      titleSpan,
      bodySpan: body,
      measures,
      duties,
      citations: [],
      places: [],
    });
  }
  return {
    schema: 'luodi/compiled@1',
    source: { name: '重点任务清单.docx', format: 'docx', sm3: 'ab'.repeat(32), text },
    meta: {
      kind: 'plan',
      genre: '重点任务',
      title: TITLE,
      titleSpan: [0, TITLE.length],
      docNumber: '临办发〔2031〕8号',
      docNumberSpan: null,
      issuer: { name: '临川市人民政府办公室', id: null, span: null },
      issuedOn: '2031-02-18',
      issuedOnSpan: null,
      period: { begins: '2031-01-01', ends: '2031-12-31', inferred: true, span: null },
    },
    headings,
    items,
    diagnostics,
  };
}

function measureOf(words: string, [start, end]: Span, id: string): Measure {
  const within = (found: RegExp): Span | null => {
    const match = found.exec(words);
    return match && [start + match.index, start + match.index + match[0].length];
  };
  const figure = within(/\d+(个以上|处示范点|%)/);
  const written = figure && words.slice(figure[0] - start, figure[1] - start);
  const month = within(/6月底前/);
  const book = within(/《[^》]+》/);
  const ongoing = within(/持续/);
  return {
    id,
    span: [start, end],
    text: words,
    verb: words.slice(0, 2),
    kind: book ? 'document' : figure ? 'quantity' : 'standing',
    targets:
      figure && written
        ? [
            {
              span: figure,
              comparator: written.includes('以上') ? 'gte' : 'eq',
              value: String(Number.parseInt(written, 10)),
              unit: written.includes('%') ? '%' : (/[个处]/.exec(written)?.[0] ?? null),
              subject: '项目',
              per: words.includes('每县') ? '每县' : null,
              aspirational: words.startsWith('力争'),
              form: 'figure',
            },
          ]
        : [],
    deadlines: [
      ...(month ? [{ span: month, kind: 'by' as const, date: '2031-06-30', inferred: true }] : []),
      ...(ongoing ? [{ span: ongoing, kind: 'ongoing' as const, date: null, inferred: false }] : []),
    ],
    deliverables: book
      ? [{ span: book, verb: '出台', title: words.slice(book[0] - start + 1, book[1] - start - 1) }]
      : [],
    scopes: [],
  };
}

function dutiesIn(at: number, governs: Span, put: (words: string) => Span): { duties: Duty[]; end: number } {
  const duties: Duty[] = [];
  const named = (role: DutyRole, written: string, order: number) => {
    const span = put(written);
    const name = written.startsWith('市') ? `临川${written}` : written;
    const group = written.startsWith('各') ? ({ kind: 'all', of: written } as const) : null;
    duties.push({ role, order, explicit: true, span, written, name, unit: null, group, governs });
    return span;
  };
  put('（');
  if (at % 7 !== 3) {
    put('牵头单位：');
    named('lead', LEADS[at % LEADS.length] as string, 1);
    put('；');
  }
  put('责任单位：');
  for (let one = 0; one < 2 + (at % 4); one++) {
    if (one > 0) put('、');
    named('responsible', OTHERS[(at + one) % OTHERS.length] as string, one + 1);
  }
  if (at % 3 === 0) {
    put('，');
    named('local', '各县（市、区）人民政府', 1);
  }
  const [, end] = put('）');
  return { duties, end };
}
