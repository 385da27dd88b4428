/*
 * 版头版记以外的东西: what web pages, crawlers and printers leave around a document. One table a kind, each line
 * with an example beside it.
 */

/** Whole lines. */
const WHOLE = new Set([
  '首页',
  '大',
  '中',
  '小',
  '【',
  '】',
  '〔',
  '〕',
  '>',
  '>>',
  '-->',
  '---',
  '***',
  '|',
  '打印',
  '打印本页',
  '关闭',
  '关闭窗口',
  '分享',
  '分享到',
  '收藏',
  '返回顶部',
  '政策全文',
  '正文',
  '字体',
  '上一篇',
  '下一篇',
  '无障碍浏览',
  '繁体版',
  '主题词',
]);
/** Beginnings of lines, by their first character. */
const BEGINNINGS = byFirst([
  '当前位置',
  '您的位置',
  '您所在的位置',
  '你的位置',
  '首页 >',
  '首页>',
  '来源：',
  '信息来源',
  '发布时间',
  '发布日期',
  '发表时间',
  '发布机构',
  '更新时间',
  '检索时间',
  '检索关键词',
  '原文链接',
  '原文下载',
  '〔原文下载',
  '浏览次数',
  '浏览量',
  '阅读量',
  '阅读次数',
  '访问次数',
  '点击数',
  '点击量',
  '字号：',
  '字体：',
  '〔字体',
  '打印本页',
  '〔打印',
  '打印 ',
  '关闭窗口',
  '关闭本页',
  '〔关闭',
  '分享：',
  '分享到',
  '责任编辑',
  '编辑：',
  '扫一扫',
  '扫码',
  '用微信扫',
  '相关附件',
  '相关链接',
  '相关报道',
  '相关阅读',
  '相关文档',
  '相关政策',
  '相关解读',
  '相关稿件',
  '政策解读：',
  '附件下载',
  '上一篇',
  '下一篇',
  '网站地图',
  '版权所有',
  '主办：',
  '承办：',
  '网站标识码',
  '联系我们',
  '技术支持',
  'http://',
  'http：//',
  'https://',
  'https：//',
  '<！--',
  '<!--',
  '-->',
]);
const FILE_LINK = /^- 〔.*\.(?:pdf|docx?|html?|wps|ofd|xlsx?|zip)/;
const SITE_RECORD = /^.{0,12}(?:ICP备|公网安备)|^分类：?$/;

function byFirst(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const word of words) {
    const first = word[0] as string;
    const others = map.get(first);
    if (others) others.push(word);
    else map.set(first, [word]);
  }
  return map;
}

/** Rows of the 信息公开 head of government pages; value after the colon. */
export const HEAD_KEYS =
  /^(?:索\s*引\s*号|主\s*题\s*分\s*类|发\s*文\s*机\s*关|发\s*布\s*机\s*构|发文单位|成\s*文\s*日\s*期|标\s*题|名\s*称|发\s*文\s*字\s*号|文\s*号|发\s*布\s*日\s*期|公开日期|生成日期|生效日期|公文时效|有效性|时效|主\s*题\s*词|信息分类|体裁分类|组配分类|公开方式|公开范围|统一编号|规范性文件编号|废止日期|实施日期|印发日期)\s*[：:]/;
/** With an address in them such lines grow long. */
const LONG_BEGINNINGS = /^(?:原文链接|来源|- 〔|https?:)/;
const PAGE_NUMBER =
  /^(?:[—-]\s*\d{1,4}\s*[—-]|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4}|—+\s*\d{1,4}\s*—+|·\s*\d{1,4}\s*·)$/;
/** Seals and notes that end a document. */
const END_NOTE =
  /^〔?（?(?:此件|本文有删减|联系人|联系电话|联系方式|咨询电话|信息公开选项|信息公开形式|公开属性|主动公开|依申请公开|抄送|抄报|主送|印发份数|校对|打字|名词解释|名词注释|术语解释|有关名词解释|责任编辑)/;
const PRINT_LINE =
  /^.{2,24}(?:办公厅|办公室|局|委|部|院|秘书科)\s*(?:秘书.{0,6}\s*)?(?:\d{4}|二.{3})年.{1,3}月.{1,3}日印发?$/;

/** Whether a line is navigation, a counter, a share button or what a crawler wrote: no part of the document. */
export function isNavigation(line: string): boolean {
  const first = line[0] ?? '';
  const beginnings = BEGINNINGS.get(first);
  if (
    beginnings &&
    (line.length <= 160 || LONG_BEGINNINGS.test(line)) &&
    beginnings.some((word) => line.startsWith(word))
  )
    return true;
  if (first === '-' && FILE_LINK.test(line)) return true;
  if (line.length > 60) return line.length < 200 && isRule(line);
  return WHOLE.has(line) || SITE_RECORD.test(line) || isRule(line);
}

const PAGE_MARKS = '—-第·0123456789';

/** Whether a line is a page number: `— 3 —`, `- 3 -`, `第3页 共9页`, `3/9`. */
export function isPageNumber(line: string): boolean {
  return line.length <= 20 && PAGE_MARKS.includes(line[0] as string) && PAGE_NUMBER.test(line);
}

/** Whether a line closes a document: 此件公开发布, 抄送：…, 联系人：…, 某办公室2022年1月1日印发. */
export function isEndNote(line: string): boolean {
  return END_NOTE.test(line) || (line.length <= 60 && PRINT_LINE.test(line));
}

const RULE_MARKS = '-—_=*·.…';

function isRule(line: string): boolean {
  return line.length >= 3 && RULE_MARKS.includes(line[0] as string) && /^[-—_=*·.…]+$/.test(line);
}
