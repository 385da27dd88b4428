import { matchesAt } from './match.ts';
import type { Region } from './region.ts';
import { nameOf, ownerOf, unitId } from './resolve.ts';
import type { GroupKind, UnitContext } from './unit.ts';

export interface UnitGroup {
  readonly kind: GroupKind;
  /** What its members are: 市（州）人民政府, 省级部门. */
  readonly of: string;
}

/** 各…, 有关…, 等…: words before the kind of member. Rest after them is what the members are. */
const OPENING =
  /^(等|以及|及|和|与)?(全[国省市区县州镇乡])?(各级|各类|各个|各有关|各相关|各责任|各承办|各|有关|相关|其他有关|其他相关|其他各|其他|其它|所有|所在地|所在|属地|事发地|试点|示范|当地|涉及|具备条件的|有条件的|有任务的|有建设任务的|各地|相应)?/;

/** Words for bodies in general: what a group is a group of. */
const BODIES =
  /(?:部门|单位|机构|成员单位|人民政府|政府|行政公署|行署|管委会|管理委员会|党委政府|党委|党工委|地方|地区|街道|街道办事处|街办|镇街|街镇|省份|城市|乡镇|镇|乡|乡镇街道|村|社区|科室|处室|股室|专班|工作专班|工作组|指挥部|企业|银行|金融机构|医院|学校|高校|高等学校|院校|医疗机构|市|州|县|区|旗|盟|省|自治区|直辖市|市州|区县|县区|县市|县市区|区市县|市县|旗县区|开发区|园区|功能区|新区|组|站|所|队|部委|直属机构|委办局|厅局|主管单位|牵头单位|责任单位|分局|支局|分公司|公司|集团|协会|商会|办|院|局|中心|社会组织|群团组织|群团|人民团体|事业单位|国有企业|国企|经营主体|项目业主|业主单位|建设单位|运营单位|工商联|监管局|海关|口岸)$/;

/** 交通运输部门, 卫生健康行政部门, 公安机关: a function instead of a name. */
const FUNCTIONAL =
  /^(?:(?:国家|省级?|市级?|县级?|区级?|州级?|各级|地方|当地|属地|县级以上|市县|市县级|区县|本级|上级|人民政府|国务院)*)([\u4e00-\u9fff]{2,14}?)(?:行政主管部门|行政管理部门|主管部门|监管部门|监督管理部门|管理部门|行政部门|行政执法部门|执法部门|部门|机关|机构|企业|主管单位)$/;

/** 省级, 市直 …: with nothing but a level before 部门 the phrase names no function. */
const ONLY_LEVEL =
  /^(?:中央|国家|省级|市级|县级|区级|州级|省直|市直|县直|区直|州直|省市|市县|省|市|县|区|州|镇|各级|本级|各|有关|相关|其他|牵头|责任|配合|参与|成员|主管|职能|业务|行业|工作|政府|政府各|行政|直属|监管|上级|下级|同级|驻[省市县区]|中央驻[\u4e00-\u9fff]{1,3}|省直机关|市直机关|[\u4e00-\u9fff]{0,3}级各?|[\u4e00-\u9fff]级有关|[\u4e00-\u9fff]级相关|行业主管|行业管理|业务主管|综合|涉农|涉企|经济|审批)+$/;

/**
 * 各市（州）人民政府, 有关部门, 等省级有关部门（单位）, 交通运输部门 as groups; null for anything else.
 *
 * `all`: 各… where the members can be counted (各部门, 各成员单位, 各区人民政府). `some`: 有关, 相关 before places or their
 * governments, 各有关 too: some of a closed set that somebody has to name. `open`: departments and units that nobody
 * counted (有关部门, 各相关单位, 其他成员单位, 各责任单位, 等…部门), and the open end of a list. `generic`: a function.
 */
export function groupOf(context: UnitContext, phrase: string): UnitGroup | null {
  const text = phrase.trim();
  if (text.length < 2 || text.length > 48) return null;
  const plain = text.replace(/[（〔(][^（）〔〕()]*[）〕)]/g, '');
  const match = OPENING.exec(plain);
  const [opening = '', etcetera, whole, quantity] = match ?? [];
  const rest = plain.slice(opening.length);
  const of = withoutOpening(text, etcetera);
  // 市直有关部门, 省级各部门, 浦东新区等相关区政府: the quantity stands inside.
  const inside =
    /(各有关|各相关|有关|相关|其他|各)(?=[\u4e00-\u9fff、]*(?:部门|单位|机构|政府|区|县|市|方面|企业)$)/.exec(
      rest,
    )?.[1];
  const words = quantity ?? inside;
  // 全国工商联, 各界联合会: a name that begins like a group.
  if (quantity === undefined && inside === undefined && knownName(context, plain)) return null;
  if (words !== undefined && (BODIES.test(rest) || BODIES.test(plain))) {
    if (quantity === undefined && inside !== undefined && knownName(context, plain)) return null;
    const places = PLACES.test(plain);
    if (etcetera === '等' && !places) return { kind: 'open', of };
    if (
      /有关|相关|涉及|条件|任务|所在|属地|当地|相应|事发|试点|示范/.test(`${quantity ?? ''}${inside ?? ''}`)
    ) {
      return { kind: places ? 'some' : 'open', of };
    }
    if (/其他|其它/.test(words)) return { kind: places ? 'some' : 'open', of };
    if (/责任|承办|主管/.test(words) || /(?:责任|主管|牵头|承办|实施|建设|运营)单位$/.test(rest))
      return { kind: 'open', of };
    return { kind: 'all', of };
  }
  if (whole !== undefined && BODIES.test(rest)) return { kind: 'all', of };
  if (etcetera === '等' && BODIES.test(rest)) return { kind: 'open', of };
  if (/^(?:各地|各地区|各市县|各级|各方|各方面|各部门各单位|各地各部门)$/.test(plain))
    return { kind: 'all', of };
  if (/^(?:有关|相关)(?:方面|各方|地方)$/.test(plain)) return { kind: 'open', of };
  // 省安委会成员单位: counted by the body that they are members of.
  if (plain.endsWith('成员单位') && plain.length > 6) return { kind: 'all', of };
  const level = LEVEL_GROUP.exec(plain);
  if (level) return { kind: 'open', of };
  const functional = FUNCTIONAL.exec(plain);
  if (functional && !ONLY_LEVEL.test(functional[1] as string) && !knownName(context, plain)) {
    return { kind: 'generic', of: text };
  }
  return null;
}

/** 省直部门, 市级部门, 成员单位 with no word for how many. */
const LEVEL_GROUP =
  /^(?:[省市县区州镇]|中央|国家|国务院|省市|市县|区县)?(?:级|直|直属|属)?(?:职能|业务|行业主管|行业|主管|成员|责任|牵头|配合|参与|机关|驻[省市县])?(?:部门|单位|部门单位|部门和单位|成员单位|主管部门)$/;

/** Members are places or their governments, a closed set. */
const PLACES =
  /(?:人民政府|政府|行政公署|行署|管委会|管理委员会|管委|党委|党工委|地方|地区|各地|[市州县区旗盟省]|自治区|直辖市|乡镇|街道|镇街|街镇|省份|城市|办事处|街办|[镇乡村]|社区|开发区|园区|功能区)$/;

function withoutOpening(text: string, etcetera: string | undefined): string {
  let rest = etcetera ? text.slice(etcetera.length) : text;
  rest = rest.replace(/^(?:各有关|各相关|各个|各类|有关|相关|其他有关|其他相关|其他各|其他|其它|所有)/, '');
  rest = rest.replace(/^各(?!级|地$|方)/, '');
  return (
    rest.replace(/(?<=级|直|县|市|区|州)(?:各有关|各相关|有关|相关|各)(?=部门|单位|机构|企业|政府)/, '') ||
    text
  );
}

function knownName(context: UnitContext, name: string): boolean {
  return matchesAt(context.directory, name, 0).some(({ end }) => end === name.length);
}

/** One member of a group that can be counted. */
export interface GroupMember {
  readonly id: string;
  readonly name: string;
}

/**
 * Every member of a group of governments or their offices in the issuer's region: 各市（州）人民政府 in Sichuan is 21
 * governments. Null where the members cannot be counted from the directory (departments, offices of one body).
 */
export function membersOf(context: UnitContext, group: UnitGroup): readonly GroupMember[] | null {
  const { directory } = context;
  const of = group.of
    .replace(/[（）〔〕()、和及与，]/g, '')
    .replace(/自治县(?=人民政府|政府|$)/, '')
    .replace(/(?:党委|区委|县委|市委)(?=[区县市]?政府|人民政府)/, '')
    .replace(/行政公署$/, '')
    .replace(/^(.+?)[区县市](?=政府$)/, (all: string, kinds: string) =>
      /[区县市]$/.test(kinds) && group.of.includes('委') ? kinds : all,
    );
  const own = context.region === null ? undefined : directory.regions.byCode.get(context.region);
  const match = /^(?:省级|市级|县级|区级)?(.*?)(人民政府|政府)?$/.exec(of);
  const kinds = match?.[1] ?? '';
  let regions: readonly Region[] | null = null;
  if (/^省(?:自治区|区)?(?:直辖市|市)?$/.test(kinds) || (kinds === '' && of.startsWith('省级'))) {
    regions = directory.regions.byCode
      .values()
      .filter(({ level, code }) => level === 'province' && code < '700000');
  } else if (
    own &&
    own.level === 'province' &&
    /^(?:设区的?市|市州|市|州|地市|市地|地州市|盟市|市州地|设区市|地级市|地级以上市|设区的市)$/.test(kinds)
  ) {
    regions = childrenOf(context, own).filter(({ level }) => level === 'city');
  } else if (
    own &&
    /^(?:县市区?|市县区|县区|区县|区市县|区县市|县市|区|县|市区|区市|旗县区|旗县市区|旗县)$/.test(kinds)
  ) {
    regions = counties(context, own);
    if (kinds === '区') regions = regions.filter(({ name }) => name.endsWith('区'));
  }
  if (!regions || regions.length === 0) return null;
  const government = directory.units.get('人民政府');
  const form = government?.forms.find(({ levels }) => levels > 1);
  if (!government || !form) return null;
  const bodied = match?.[2] !== undefined || of.startsWith('省级');
  return regions.map((region) => {
    const owner = ownerOf(directory, region);
    return bodied
      ? { id: unitId(region.code, government), name: nameOf(owner, form) }
      : { id: region.code, name: owner.label };
  });
}

function childrenOf(context: UnitContext, region: Region): readonly Region[] {
  return context.directory.regions.children.get(region.code);
}

function counties(context: UnitContext, region: Region): readonly Region[] {
  return childrenOf(context, region).flatMap((child) =>
    child.level === 'county' ? [child] : childrenOf(context, child),
  );
}
