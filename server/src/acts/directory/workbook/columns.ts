import type { RegionLevel, UnitLine } from '@luodi/core/unit';
import type { Role } from '../../../scope/who.ts';

/** What a column holds: an id or code, a name, a day, or one of a few words. */
export type ColumnKind = 'id' | 'name' | 'day' | 'word';

/** 列: how a field is headed in the workbook. */
export interface Column {
  readonly head: string;
  /** Characters of the default font. */
  readonly width: number;
  readonly kind: ColumnKind;
  /** Only shown: what somebody writes into it is refused, so that nobody thinks it was done. */
  readonly shown?: true;
  /** Hidden in the file: ids that people do not read. */
  readonly hidden?: true;
  /** Empty in every export: says how a change is meant. */
  readonly asked?: true;
}

const id: Column = { head: '编号', width: 10, kind: 'id', hidden: true };
const day = (head: string): Column => ({ head, width: 12, kind: 'day' });
const asked = { asked: true } as const;
const shown = { shown: true } as const;

/** 单位目录工作簿: its sheets with their columns, by the names of the fields. */
export const SHEETS = {
  regions: {
    name: '行政区',
    columns: {
      code: { head: '代码', width: 10, kind: 'id' },
      name: { head: '名称', width: 24, kind: 'name' },
      short: { head: '简称', width: 14, kind: 'name' },
      on: { ...day('变更生效日期'), ...asked },
      level: { head: '级别', width: 8, kind: 'word', ...shown },
      parent: { head: '上级', width: 24, kind: 'name', ...shown },
      from: { ...day('名称启用日期'), ...shown },
    },
  },
  units: {
    name: '单位',
    columns: {
      id,
      name: { head: '名称', width: 36, kind: 'name' },
      short: { head: '简称', width: 24, kind: 'name' },
      line: { head: '类别', width: 12, kind: 'word' },
      region: { head: '行政区代码', width: 10, kind: 'id' },
      regionName: { head: '行政区', width: 18, kind: 'name', ...shown },
      parent: { head: '主管单位', width: 30, kind: 'name' },
      from: day('设立日期'),
      until: day('撤销日期'),
      successor: { head: '承接单位', width: 30, kind: 'name' },
      posts: { head: '岗位去向', width: 10, kind: 'word', ...asked },
      on: { ...day('变更生效日期'), ...asked },
    },
  },
  posts: {
    name: '岗位',
    columns: {
      id,
      unit: { head: '单位', width: 36, kind: 'name' },
      title: { head: '岗位名称', width: 24, kind: 'name' },
      from: day('设立日期'),
      until: day('撤销日期'),
      roles: { head: '职责', width: 24, kind: 'word', ...shown },
    },
  },
  appointments: {
    name: '任职',
    columns: {
      id,
      post: { head: '岗位编号', width: 10, kind: 'id', hidden: true },
      unit: { head: '单位', width: 36, kind: 'name' },
      title: { head: '岗位名称', width: 24, kind: 'name' },
      login: { head: '登录名', width: 18, kind: 'name' },
      person: { head: '姓名', width: 14, kind: 'name', ...shown },
      from: day('任职日期'),
      until: day('免职日期'),
    },
  },
} as const satisfies Readonly<
  Record<string, { readonly name: string; readonly columns: Readonly<Record<string, Column>> }>
>;

export type SheetKey = keyof typeof SHEETS;
export const SHEET_KEYS = Object.keys(SHEETS) as readonly SheetKey[];
export type FieldOf<S extends SheetKey> = Extract<keyof (typeof SHEETS)[S]['columns'], string>;

/** A row of a sheet as texts; empty where nothing stands. */
export type BookRow<S extends SheetKey> = Readonly<Record<FieldOf<S>, string>>;

/** The columns of a sheet with their fields, in their order. */
export function columnsOf(sheet: SheetKey): readonly (readonly [field: string, column: Column])[] {
  return Object.entries(SHEETS[sheet].columns);
}

/** 单位类别 */
export const LINE_WORDS: Readonly<Record<UnitLine, string>> = {
  government: '政府部门',
  party: '党委部门',
  mass: '群团组织',
  central: '中央驻地机构',
  bank: '银行',
  enterprise: '企业',
  institution: '事业单位',
  congress: '人大政协',
  justice: '法检两院',
  military: '军队',
  zone: '功能区',
};

export const LEVEL_WORDS: Readonly<Record<RegionLevel, string>> = {
  province: '省级',
  city: '市级',
  county: '县级',
};

/** 岗位职责 */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  coordinator: '统筹',
  'unit-administrator': '单位管理员',
  handler: '经办',
  signer: '审签',
  leader: '领导',
  'local-coordinator': '属地统筹',
  auditor: '审计',
  'system-administrator': '系统管理员',
  'security-administrator': '安全管理员',
  'audit-administrator': '审计管理员',
};

/** 岗位去向 */
export const POSTS_WORDS = { follow: '随转', end: '撤销' } as const;
