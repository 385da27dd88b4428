import type { Span } from '../../base/index.ts';
import type { Deadline } from '../compiled.ts';
import { type DeadlineBase, endOfYear, mayBegin, type When, whenAt } from './when.ts';

export { periodOf, yearSaidIn } from './period.ts';
export type { DeadlineBase } from './when.ts';

const DATE = 1;
const QUOTE = 2;
const TITLE = 3;
const STANDING = 4;
const CLASSES = classes();
const LONGEST_QUOTE = 60;
const LONGEST_TITLE = 120;

/** Words of standing work. In a measure they are a time limit only at its end (…，并持续推进); after a label anywhere. */
const STANDING_TAIL =
  /(?:并|，|；|后)(?:长期坚持|长期推进|长期实施|长期执行|常态化(?:推进|开展|实施|运行|坚持|落实)|持续(?:推进|实施|开展|坚持|优化|深化|落实|巩固|完善))$/;
const STANDING_LIMIT =
  /长期坚持|长期推进|长期实施|长期|常态化(?:推进|开展|实施|坚持)?|持续(?:推进|实施|开展|坚持|优化|深化|落实|巩固|改进|完善|加强)?|(?:贯穿)?全年(?:持续)?(?:推进|实施|开展|坚持)|经常性(?:工作)?/y;

/** Before a time: what makes it a baseline, a start, a past or part of a number. */
const NOT_AFTER =
  /(?:比|较|同|据|根据|按照|以|自|从|基于|相对|对比|截至|截止|截止到|近|最近|过去|前|连续|有效期|任期|最长|不超过|满|工龄|上|去|每个?|第|延长|延期至|每延迟|入学|试用期|质保期|等于|低于|高于|优于)$/;
/** After a time: an attribute of things (2000年底前建成的小区), a name or another sort of time. */
const ATTRIBUTE =
  /^(?:已|经)?(?:是|以来|工作|起|后|版|期|度工作|工作要点|重点任务|重点工作|重点项目|计划|方案|要点|行动|改革|预算|决算|基数|水平|的水平|同期|相比|底数|数据|口径|（含）以前|(?:以?[前后])?(?:建成|竣工|投入使用|投用|出生|入学|毕业|取得|注册|登记|签订|批准|备案|开工|投产|成立|立项|印发|发布|出台|参加工作|在册|入职|启动|认定)[^，。；]{0,10}的)/;
/** 2024年|建成…: a bare year limits what follows only where that is something to do. */
const ACTION =
  /^(?:，|每年|全[省市县区年]|[我各]|要|将|再|拟|底|力争|计划|完成|实现|建成|建设|建立|启动|新增|新建|开工|培育|打造|基本|确保|争取|预计|安排|实施|开展|推进|推动|出台|制定|编制|组织|继续|重点|累计|形成|达到|做好|全面|全部|初步|印发|举办|发放|改造|投入|竣工|投产|通车|交付|试点|试行|引进|创建|申报|启用|覆盖|达标|率先|先行|加快|扩大|选择|选取|遴选)/;

/** 3年内 is also how long somebody is freed of something or kept from it. */
const EXEMPTION =
  /^[^，。；]{0,12}(?:免征|免收|免缴|减免|减征|减半|不得|不再|享受|有效|累计|取消|不予|撤销|未|禁止|限制|给予|补贴|补助|奖励|返还|取得|发生|获得|毕业|曾|退役|保留|免于|暂停|可|新增|离校)/;

/**
 * 时限 of one measure (catalogue §5), in the order of the text. `date` is the last day on which it is met; kinds: `by`
 * (年底前), `in` (上半年), `ongoing` (每年; …，并持续推进 at the measure's end), `staged` where the measure has several.
 * 持续开展 as a mere verb, baselines, years before the plan's and attributes of things are no time limits. Never throws.
 */
export function deadlinesIn(text: string, span: Span, base: DeadlineBase): Deadline[] {
  return scan(text, span, base, false);
}

/** The same for what stands after 完成时限： and its like, where every time and every 持续推进 counts. */
export function limitDeadlines(text: string, span: Span, base: DeadlineBase): Deadline[] {
  return scan(text, span, base, true);
}

function scan(text: string, span: Span, base: DeadlineBase, limit: boolean): Deadline[] {
  const [start, end] = [Math.max(0, span[0]), Math.min(text.length, span[1])];
  const found: Deadline[] = [];
  let dated = 0;
  for (let at = start; at < end; at++) {
    const kind = CLASSES[text.charCodeAt(at)];
    if (kind === 0) continue;
    if (kind === QUOTE || kind === TITLE) {
      if (kind === QUOTE && text[at + 1] === '十' && (text[at + 3] === '”' || text[at + 4] === '”')) {
        const plan = timeAt(text, at, start, end, base, limit);
        if (plan?.deadline) found.push(plan.deadline);
        if (plan?.deadline) dated++;
        at = plan ? plan.end - 1 : at;
        continue;
      }
      at = closing(text, at, end, kind === TITLE ? LONGEST_TITLE : LONGEST_QUOTE);
      continue;
    }
    if (kind === STANDING) {
      if (!limit) continue;
      STANDING_LIMIT.lastIndex = at;
      const word = STANDING_LIMIT.exec(text);
      if (!word || at + word[0].length > end) {
        if (text.startsWith('全年', at) && at + 2 <= end) {
          found.push({ span: [at, at + 2], kind: 'in', date: endOfYear(base), inferred: true });
          at++;
        }
        continue;
      }
      found.push({ span: [at, at + word[0].length], kind: 'ongoing', date: null, inferred: false });
      at += word[0].length - 1;
      continue;
    }
    const time = timeAt(text, at, start, end, base, limit);
    if (!time) continue;
    if (time.deadline) {
      found.push(time.deadline);
      if (time.deadline.kind !== 'ongoing') dated++;
    }
    at = time.end - 1;
  }
  if (!limit) addTail(text, start, end, found);
  return found.length > 1 && dated > 0 ? staged(found) : found;
}

function addTail(text: string, start: number, end: number, found: Deadline[]): void {
  let stop = end;
  while (stop > start && (text[stop - 1] === '。' || text[stop - 1] === '；' || text[stop - 1] === '\n'))
    stop--;
  const from = Math.max(start, stop - 12);
  const tail = STANDING_TAIL.exec(text.slice(from, stop));
  if (tail) found.push({ span: [from + tail.index + 1, stop], kind: 'ongoing', date: null, inferred: false });
}

/** Several limits in one measure are its stages; the standing work after them stays as it is. */
function staged(found: readonly Deadline[]): Deadline[] {
  return found.map((deadline) => (deadline.kind === 'ongoing' ? deadline : { ...deadline, kind: 'staged' }));
}

function timeAt(
  text: string,
  at: number,
  start: number,
  end: number,
  base: DeadlineBase,
  limit: boolean,
): { readonly end: number; readonly deadline: Deadline | null } | null {
  if (!mayBegin(text, at)) return null;
  const when = whenAt(text, at, base, limit);
  if (!when || when.end > end) return null;
  // 到2025年 is by its end, 2025年 within it.
  const led = at > start && (text[at - 1] === '到' || text[at - 1] === '至') && when.form !== 'recurring';
  const from = led ? at - 1 : at;
  const before = text.slice(Math.max(start, from - 6), from);
  const after = text.slice(when.end, Math.min(end, when.end + 24));
  if (!isLimit(led && when.form === 'bare' ? { ...when, form: 'by' } : when, before, after, base, limit))
    return { end: Math.max(at + 1, when.end), deadline: null };
  const kind =
    when.form === 'recurring'
      ? 'ongoing'
      : when.form === 'in' || (when.form === 'bare' && !limit && !led)
        ? 'in'
        : 'by';
  return {
    end: when.end,
    deadline: { span: [from, when.end], kind, date: when.date, inferred: when.inferred },
  };
}

function isLimit(when: When, before: string, after: string, base: DeadlineBase, limit: boolean): boolean {
  if (/[\d.A-Za-z〔/]$/.test(before)) return false;
  if (limit) return !/每$/.test(before);
  if (NOT_AFTER.test(before)) return false;
  if (when.day && when.form === 'bare') return false;
  switch (when.form) {
    case 'recurring':
      return (
        (!/[人户亩吨度]$/.test(before) &&
          !/^(?:不[低少超高]|(?:增加|提高|补助|补贴|发放)?\d|最高|至少\d{1,2}个?[月天日])|^[^，。；]{0,8}(?:报送|报告|上报|通报)/.test(
            after,
          )) ||
        after === ''
      );
    case 'span':
      // 3日内办结 is how fast a thing is done each time, 印发之日起30日内 a limit.
      if (when.day && !/(?:印发|发布|公布|下发)(?:之日起|后)$/.test(before)) return false;
      return !EXEMPTION.test(after) && when.date !== null;
    case 'by':
    case 'in':
      return !ATTRIBUTE.test(after) && !isOver(when, base);
    case 'bare':
      return (
        opensClause(before) && !isOver(when, base) && (after === '' ? before === '' : ACTION.test(after))
      );
  }
}

/** The year lies before the plan's: a result, a baseline or an attribute. */
function isOver(when: When, base: DeadlineBase): boolean {
  const own = base.year ?? (base.issuedOn === null ? null : Number(base.issuedOn.slice(0, 4)));
  return own !== null && when.year !== null && when.date !== null && Number(when.date.slice(0, 4)) < own;
}

function opensClause(before: string): boolean {
  return before === '' || /[，。；：、\n 力争保在于并将（]$/.test(before);
}

function closing(text: string, at: number, end: number, longest: number): number {
  const close = text[at] === '《' ? '》' : '”';
  const limit = Math.min(end, at + longest);
  for (let to = at + 1; to < limit; to++) if (text[to] === close) return to;
  return at;
}

function classes(): Uint8Array {
  const table = new Uint8Array(65536);
  for (const character of '0123456789年今本明当次后翌每第上下前十一二两三四五六七八九半')
    table[character.charCodeAt(0)] = DATE;
  table['“'.charCodeAt(0)] = QUOTE;
  table['《'.charCodeAt(0)] = TITLE;
  for (const character of '长常持贯全') table[character.charCodeAt(0)] = STANDING;
  return table;
}
