import type { Span } from '../base/index.ts';

/*
 * 责任条款, seen from outside: whether a paragraph assigns duties. Cheap tests that decide where items end; reading
 * the units and roles is another pass's work.
 */

/** Labels of responsibility lines; the catalogue §2.1 lists where each occurs. */
const LABELS = [
  '牵头单位',
  '牵头部门',
  '责任单位',
  '责任部门',
  '责任科室',
  '责任主体',
  '责任领导',
  '责任人',
  '参与单位',
  '参与部门',
  '配合单位',
  '配合部门',
  '协办单位',
  '协作单位',
  '协同单位',
  '落实单位',
  '落实部门',
  '主办单位',
  '主责单位',
  '主责部门',
  '承办单位',
  '实施单位',
  '实施主体',
  '分管领导',
  '牵头领导',
  '指导单位',
  '指导部门',
  '督办单位',
  '完成时限',
  '完成时间',
  '时间节点',
  '时限要求',
  '工作时限',
] as const;
const LABEL_STARTS = new Map<string, readonly string[]>();
for (const label of LABELS) {
  const key = label.slice(0, 2);
  LABEL_STARTS.set(key, [...(LABEL_STARTS.get(key) ?? []), label]);
}
/** 省牵头单位：, 市责任单位： */
const LEVEL_PREFIX = new Set([...'省市县区州']);
const UNIT_ENDINGS =
  /(?:委员会|委|办公室|办|局|厅|部|署|院|会|中心|政府|办事处|银行|分行|支行|公司|集团|部门|单位|管委会|海关|科室|科|室|处|总队|支队|大队|队|站|社|联|工会|学校|大学|学院|医院|所|企业|街道|镇街|乡镇|镇|乡|专班|指挥部|协会|商会|团|场|园区|开发区|新区|区县|县区|区|县|市|州|等|盟|旗)(?:（[^（）]{1,30}）)?$/;
/** 区, 县 … alone make no list of units: （贫困地区） is a gloss. */
const PLACE_ENDING = /(?:区|县|市|州|镇|乡|街道|盟|旗|场|等)$/;
const LEAD_WORDS =
  /负责|牵头|责任单位|责任部门|责任人|责任科室|配合单位|参与单位|主办|承办|协办|分工落实|落实单位|按职责分工/;
/** Explanations that have the words of a clause but assign nothing. */
const NO_CLAUSE = /负责解释|以下简称|下称|行政部门负责|负责人|责任保险/;
const LONGEST_BRACKET = 400;

/** The label with which a line opens (`牵头单位：`), the colon included; null where it opens with none. */
export function labelAt(
  text: string,
  start: number,
  end: number,
): { readonly label: string; readonly after: number } | null {
  let at = start;
  while (at < end && (text.charCodeAt(at) === 32 || text[at] === '〔' || text[at] === '（')) at++;
  if (LEVEL_PREFIX.has(text[at] as string)) at++;
  const labels = LABEL_STARTS.get(text.slice(at, at + 2));
  if (!labels) return null;
  for (const label of labels) {
    if (!text.startsWith(label, at)) continue;
    let to = at + label.length;
    if (text.startsWith('及', to) || text.startsWith('和', to)) return null;
    while (text.charCodeAt(to) === 32) to++;
    if (text[to] !== '：' && text[to] !== ':') return null;
    return { label, after: to + 1 };
  }
  return null;
}

/**
 * The bracket that names units at the end of the paragraph `[start, end)`: after its full stop, before it, or alone
 * on its line. The span has the brackets; null where the paragraph ends in none or in one that assigns nothing.
 */
export function closingClause(text: string, start: number, end: number): Span | null {
  let to = end;
  while (to > start && (text[to - 1] === '。' || text[to - 1] === '；' || text.charCodeAt(to - 1) === 32))
    to--;
  const close = text[to - 1];
  if (close !== '）' && close !== '〕') return null;
  const [open, shut] = close === '）' ? ['（', '）'] : ['〔', '〕'];
  let depth = 0;
  const least = Math.max(start, to - LONGEST_BRACKET);
  for (let at = to - 1; at >= least; at--) {
    const mark = text[at];
    if (mark === shut) depth++;
    else if (mark === open && --depth === 0) return isClause(text.slice(at + 1, to - 1)) ? [at, to] : null;
  }
  return null;
}

/** Whether the words inside a bracket assign duties: a label, 负责 or 牵头, or nothing but names of units. */
export function isClause(words: string): boolean {
  if (words.length < 2) return false;
  if (labelAt(words, 0, words.length)) return true;
  if (LEAD_WORDS.test(words)) return !NO_CLAUSE.test(words);
  return isUnitList(words);
}

/** 市科委、市教委，各区政府: every name between 、 and ， ends like a unit, and at least one does not end like a place. */
function isUnitList(words: string): boolean {
  if (/[。？！《》“”：\d%]/.test(words)) return false;
  const names = splitOutside(words);
  let units = 0;
  for (const name of names) {
    const bare = name.trim();
    if (bare.length < 2 || bare.length > 26 || !UNIT_ENDINGS.test(bare)) return false;
    if (!PLACE_ENDING.test(bare) || /^(?:各|有关|相关)/.test(bare)) units++;
  }
  if (names.length === 1 && /^(?:含|包括|不含|如|即|指|其中|原|下|全|以|国家级|省级)/.test(words))
    return false;
  return units > 0;
}

/** Splits at 、，； that stand outside brackets. */
function splitOutside(words: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < words.length; at++) {
    const mark = words[at];
    if (mark === '（') depth++;
    else if (mark === '）') depth--;
    else if (depth === 0 && (mark === '、' || mark === '，' || mark === '；')) {
      parts.push(words.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(words.slice(from));
  return parts.filter((part) => part.trim() !== '');
}

const BY_SENTENCE = /(?:^|。)由[^。]{2,80}(?:负责|负责落实|牵头落实|组织实施|具体实施)。?$/;

/** Whether one paragraph assigns duties: a label line, a bracket at its end or after one of its sentences, or a sentence `由…负责落实。`. */
export function paragraphHasClause(text: string, [start, end]: Span): boolean {
  if (labelAt(text, start, end)) return true;
  if (closingClause(text, start, end)) return true;
  const last = text[end - 1] === '。' ? text[end - 2] : text[end - 1];
  if (
    (last === '责' || last === '实' || last === '施') &&
    BY_SENTENCE.test(text.slice(Math.max(start, end - 100), end))
  )
    return true;
  const words = text.slice(start, end);
  return hasInnerClause(words, '（', '）') || hasInnerClause(words, '〔', '〕');
}

/** A bracket with a keyword that closes one sentence inside the paragraph: `…。（甲局负责）乙事…`. */
function hasInnerClause(words: string, open: string, shut: string): boolean {
  for (let at = words.indexOf(open); at >= 0; ) {
    const close = words.indexOf(shut, at);
    if (close < 0) return false;
    if (close - at > 3 && close - at < LONGEST_BRACKET) {
      const inner = words.slice(at + 1, close);
      const after = words[close + 1];
      if (labelAt(inner, 0, inner.length)) return true;
      const closes = words[at - 1] === '。' || after === '。' || after === '；';
      if (closes && LEAD_WORDS.test(inner) && !NO_CLAUSE.test(inner)) return true;
    }
    at = words.indexOf(open, close);
  }
  return false;
}

/** Whether anything in the span assigns duties. One paragraph is what stands between line ends. */
export function hasClause(text: string, [start, end]: Span): boolean {
  for (let at = start; at < end; ) {
    let to = text.indexOf('\n', at);
    if (to < 0 || to > end) to = end;
    let from = at;
    while (from < to && text.charCodeAt(from) === 32) from++;
    let last = to;
    while (last > from && text.charCodeAt(last - 1) === 32) last--;
    if (last > from && paragraphHasClause(text, [from, last])) return true;
    at = to + 1;
  }
  return false;
}
