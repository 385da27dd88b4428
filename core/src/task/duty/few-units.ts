import type { Units } from './units.ts';

/*
 * A directory of a handful of units, for tests of the grammar alone: names by their endings, and a few known ones.
 */

const KNOWN = [
  '发展改革委',
  '教育部',
  '财政部',
  '科技部',
  '商务部',
  '民政部',
  '工业和信息化部',
  '文化和旅游部',
  '国家林业和草原局',
  '中央和国家机关工委',
  '全国总工会',
  '人民银行',
  '中央宣传部',
  '省发展改革委',
  '省财政厅',
  '财政厅',
  '水利厅',
  '教育厅',
  '文化和旅游厅',
  '省信息中心',
  '省妇联',
  '市发展改革委',
  '市财政局',
  '市教育局',
  '市民政局',
  '市水务局',
  '市住建局',
  '市交通运输局',
  '市文化和旅游局',
  '市市场监管局',
  '市公安局',
  '市卫生健康委',
  '市委编办',
  '市委宣传部',
  '市商务局',
  '市人力资源和社会保障局',
  '市农业农村局',
  '县发改局',
  '县水利局',
  '县教体局',
  '县财政局',
  '区市场局',
  '区经信局',
  '区教育局',
  '市数据局',
  '市生态环境局',
  '市总工会',
  '县农业农村局',
  '县文旅局',
  '市税务局',
  '市自然资源和规划局',
  '市城管局',
]; // prettier-ignore
const ENDING =
  /(?:委|厅|局|部|办|署|院|社|分行|银行|工会|妇联|科协|海关|管委会|政府|委员会|办公室|中心|支队|大学|集团|街道|工委|残联|办事处)$/;

export const fewUnits: Units = {
  longestUnit(text, at) {
    let longest = -1;
    for (const name of KNOWN) if (text.startsWith(name, at)) longest = Math.max(longest, at + name.length);
    return longest;
  },
  looksLikeUnit: (name) => name.length <= 20 && ENDING.test(name),
  groupOf(phrase) {
    if (phrase.startsWith('等')) return { kind: 'open', of: phrase.slice(1) };
    if (/^(?:各?有关|各?相关).*(?:政府|[市县区])$/.test(phrase))
      return { kind: 'some', of: phrase.replace(/^各?(?:有关|相关)/, '') };
    if (/^(?:市直)?各.*(?:政府|管委会|部门|单位|办事处|科室|[市县区镇乡]|街道|）)$/.test(phrase))
      return { kind: 'all', of: phrase.slice(1) };
    if (/(?:有关|相关|成员).*(?:部门|单位|（单位）)$/.test(phrase)) return { kind: 'open', of: phrase };
    return /部门$/.test(phrase) ? { kind: 'generic', of: phrase } : null;
  },
  resolveUnit: (written) =>
    KNOWN.includes(written)
      ? { kind: 'known', unit: { id: written, name: written } }
      : { kind: 'unknown', unit: null },
};
