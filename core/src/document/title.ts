/*
 * 标题 and 落款: words by which titles, document numbers, dates and organs are told.
 */

/** 文种 and names of plans, longest first where one ends another; with the kind that a document of that name is. */
export const GENRES: readonly (readonly [word: string, kind: 'plan' | 'other'])[] = [
  ['政府工作报告', 'plan'],
  ['重点工作任务', 'plan'],
  ['重点任务', 'plan'],
  ['重点工作', 'plan'],
  ['目标任务', 'plan'],
  ['工作任务', 'plan'],
  ['工作要点', 'plan'],
  ['工作重点', 'plan'],
  ['任务清单', 'plan'],
  ['工作清单', 'plan'],
  ['责任清单', 'plan'],
  ['任务分工', 'plan'],
  ['责任分工', 'plan'],
  ['任务分解', 'plan'],
  ['责任分解', 'plan'],
  ['分工方案', 'plan'],
  ['行动方案', 'plan'],
  ['实施方案', 'plan'],
  ['工作方案', 'plan'],
  ['总体方案', 'plan'],
  ['改革方案', 'plan'],
  ['整改方案', 'plan'],
  ['专项方案', 'plan'],
  ['应急预案', 'other'],
  ['行动计划', 'plan'],
  ['工作计划', 'plan'],
  ['实施计划', 'plan'],
  ['行动纲要', 'plan'],
  ['实施意见', 'plan'],
  ['指导意见', 'plan'],
  ['若干意见', 'plan'],
  ['工作意见', 'plan'],
  ['若干措施', 'plan'],
  ['政策措施', 'plan'],
  ['十条措施', 'plan'],
  ['工作措施', 'plan'],
  ['若干政策', 'plan'],
  ['工作安排', 'plan'],
  ['民生实事', 'plan'],
  ['为民实事', 'plan'],
  ['规划纲要', 'plan'],
  ['管理办法', 'other'],
  ['实施办法', 'other'],
  ['暂行办法', 'other'],
  ['考核办法', 'other'],
  ['实施细则', 'other'],
  ['管理规定', 'other'],
  ['统计公报', 'other'],
  ['问答实录', 'other'],
  ['答记者问', 'other'],
  ['新闻发布会', 'other'],
  ['政策解读', 'other'],
  ['解读', 'other'],
  ['图解', 'other'],
  ['问答', 'other'],
  ['任免', 'other'],
  ['招聘', 'other'],
  ['条例', 'other'],
  ['办法', 'other'],
  ['细则', 'other'],
  ['规定', 'other'],
  ['规则', 'other'],
  ['章程', 'other'],
  ['准则', 'other'],
  ['预案', 'other'],
  ['批复', 'other'],
  ['复函', 'other'],
  ['公告', 'other'],
  ['公示', 'other'],
  ['公报', 'other'],
  ['通报', 'other'],
  ['简报', 'other'],
  ['纪要', 'other'],
  ['决定', 'plan'],
  ['方案', 'plan'],
  ['计划', 'plan'],
  ['规划', 'plan'],
  ['要点', 'plan'],
  ['意见', 'plan'],
  ['措施', 'plan'],
  ['任务', 'plan'],
  ['清单', 'plan'],
  ['安排', 'plan'],
  ['分工', 'plan'],
  ['工作报告', 'plan'],
  ['政策', 'plan'],
  ['举措', 'plan'],
  ['实事', 'plan'],
  ['指标体系', 'plan'],
  ['通知', 'plan'],
  ['通告', 'other'],
  ['名单', 'other'],
  ['函', 'other'],
  ['令', 'other'],
];
/** The last kind word of a title; one inside 《》 goes before 通知. */
export function genreIn(title: string): { readonly kind: 'plan' | 'other'; readonly genre: string } | null {
  if (title === '') return null;
  const bare = title.replace(/（[^（）]{1,30}）/g, '');
  const notice = /(?:的?通知|的?函)$/.test(bare);
  const words = notice
    ? bare.replace(/(?:的?通知|的?函)$/, '').replace(/[》”]$/, '')
    : bare.replace(/[》”]$/, '');
  for (const [word, kind] of GENRES) if (words.endsWith(word)) return { kind, genre: word };
  if (notice) return { kind: 'plan', genre: '通知' };
  let best: { at: number; word: string; kind: 'plan' | 'other' } | null = null;
  for (const [word, kind] of GENRES) {
    if (word.length < 2) continue;
    const at = words.lastIndexOf(word);
    if (at >= 0 && (!best || at + word.length > best.at + best.word.length)) best = { at, word, kind };
  }
  return best && { kind: best.kind, genre: best.word };
}

/** Words that end titles besides the 文种. */
const TITLE_ENDS = ['分工表', '分解表', '任务表', '一览表', '台账', '报告', '纲要', '条', '表'];
const ENDS_BY_LAST = new Map<string, string[]>();
for (const word of [...GENRES.map(([name]) => name), ...TITLE_ENDS]) {
  const last = word[word.length - 1] as string;
  const others = ENDS_BY_LAST.get(last);
  if (others) others.push(word);
  else ENDS_BY_LAST.set(last, [word]);
}

/** The title without （试行）, 》, 的通知 at its end. */
function bareTitle(title: string): string {
  let end = title.length;
  if (title[end - 1] === '）') {
    const open = title.lastIndexOf('（');
    if (open > 0 && end - open <= 32) end = open;
  }
  return title.slice(0, end).replace(/[》〉”]+$/, '');
}

function endsAsTitle(line: string): boolean {
  const bare = bareTitle(line);
  return ENDS_BY_LAST.get(bare[bare.length - 1] ?? '')?.some((word) => bare.endsWith(word)) ?? false;
}

/** Whether a line (or lines joined) reads as a title: it ends in a 文种 or plan name and holds no sentence. */
export function isTitleLike(line: string): boolean {
  if (line.length < 4 || line.length > 120 || !endsAsTitle(line)) return false;
  if (/[。；！？]/.test(line) || /[：，]$/.test(line)) return false;
  if (/^(?:附件|附表|附：|抄送|来源)/.test(line)) return false;
  return true;
}

const NUMBER_BODY = /[一-龥]{1,14}(?:〔|（|\[)?(?:19|20)\d{2}(?:〕|）|\])?(?:第)?\s?\d{1,5}号/;
const NUMBER_MANGLED = /^[一-龥]{2,14}(?:〔|（)?(?:19|20)\d{2}(?:〕|）)?\d{1,4}号?$/;
const ORDER_NUMBER = /^(?:国令)?第\s?[\d〇零一二三四五六七八九十百]{1,5}号$/;

/** 发文字号 in a line of its own (国办发〔2019〕3号, also where brackets or 号 were lost); offsets within the line. */
export function docNumberIn(line: string): readonly [number, number] | null {
  if (line.length > 60) return null;
  const whole = NUMBER_BODY.exec(line);
  if (whole && (whole[0].length >= line.length - 8 || /^(?:发文字号|文号)/.test(line)))
    return [whole.index, whole.index + whole[0].length];
  if (NUMBER_MANGLED.test(line) && /[发办字函政规文委]/.test(line)) return [0, line.length];
  return ORDER_NUMBER.test(line) ? [0, line.length] : null;
}

const DATE = /((?:19|20)\d{2})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/;
const HAN_DATE =
  /([一二][〇○零九一二三四五六七八0O]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/;
const ISO_DATE = /((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})/;

/** A date in a line with its offsets there; null where there is none or it is no day of the calendar. */
export function dateIn(
  line: string,
): { readonly date: string; readonly at: number; readonly end: number } | null {
  const figures = DATE.exec(line) ?? ISO_DATE.exec(line);
  if (figures)
    return dated(
      figures.index,
      figures[0].length,
      Number(figures[1]),
      Number(figures[2]),
      Number(figures[3]),
    );
  const han = HAN_DATE.exec(line);
  if (!han) return null;
  const year = [...(han[1] as string)]
    .map((digit) => '〇一二三四五六七八九'.indexOf('○零0O'.includes(digit) ? '〇' : digit))
    .join('');
  return dated(
    han.index,
    han[0].length,
    Number(year),
    smallNumber(han[2] as string),
    smallNumber(han[3] as string),
  );
}

function dated(at: number, size: number, year: number, month: number, day: number) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return { date: `${year}-${two(month)}-${two(day)}`, at, end: at + size };
}

function smallNumber(word: string): number {
  const cut = word.indexOf('十');
  const digit = (character: string | undefined) =>
    character ? '一二三四五六七八九'.indexOf(character) + 1 : 0;
  if (cut < 0) return digit(word);
  return (cut === 0 ? 1 : digit(word[0])) * 10 + digit(word[cut + 1]);
}

/** Whether a line is a date and nothing else: `2019年1月12日`, `（2023年1月2日）`. */
export function isDateLine(line: string): boolean {
  if (line.length > 24 || line.length < 8 || !/[\d日印发）〕]$/.test(line)) return false;
  const found = dateIn(line);
  if (!found) return false;
  return /^[（〔\s]*$/.test(line.slice(0, found.at)) && /^[）〕\s]*(?:印发?)?$/.test(line.slice(found.end));
}

const ORGAN_END =
  /(?:人民政府|政府|办公厅|办公室|委员会|国务院|中共中央|党委|省委|市委|县委|区委|州委|厅|局|部|署|院|委|办|总会|联合会|法院|检察院|银行|分行|管委会|领导小组|指挥部|中心|办事处|管委会|公司|集团|总队|支队|海关)$/;

/** Whether a short line names organs, as a signature does: 某省人民政府办公厅. */
export function isOrganLine(line: string): boolean {
  if (line.length < 3 || line.length > 60 || /[。，；：、]/.test(line)) return false;
  return line.split(/\s+/).every((name) => ORGAN_END.test(name));
}

/** Whether a line is the 主送机关: a list of governments and departments that ends in a colon. */
export function isAddressee(line: string): boolean {
  if (!line.endsWith('：') || line.length > 200 || /[。！？《》]/.test(line)) return false;
  if (/^(?:现将|各位|同志们|如下|附件)/.test(line) || /(?:如下|通知|意见|事项|以下|工作)：$/.test(line))
    return false;
  return (
    line.startsWith('各') ||
    /(?:政府|委|局|办|厅|署|部门|单位|公司|院|部|处|会|行|中心|机构|街道|[乡镇]|企业|学校|组织)(?:（[^（）]{1,30}）)?：$/.test(
      line,
    )
  );
}
