import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aliasesOf,
  contextOf,
  type DirectoryRecords,
  directoryOf,
  historyOf,
  isCommanded,
  issuerIn,
  longestUnit,
  looksLikeUnit,
  nearName,
  resolveUnit,
} from './index.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../directory/${name}`, import.meta.url), 'utf8'));
const directory = directoryOf({
  regions: read('regions.json'),
  units: read('units.json'),
} as DirectoryRecords);
const seen = (issuer: string | null, year: number | null = null) => contextOf(directory, { issuer, year });
const nameIn = (issuer: string | null, written: string, year: number | null = null) =>
  resolveUnit(seen(issuer, year), written).unit?.name;
const idIn = (issuer: string | null, written: string, year: number | null = null) =>
  resolveUnit(seen(issuer, year), written).unit?.id;

describe('resolveUnit', () => {
  it('reads a short name as the issuer’s own unit', () => {
    expect(nameIn('四川省人民政府', '财政厅')).toBe('四川省财政厅');
    expect(nameIn('浙江省人民政府办公厅', '财政厅')).toBe('浙江省财政厅');
    expect(nameIn('四川省人民政府', '省发展改革委')).toBe('四川省发展和改革委员会');
    expect(nameIn('国务院办公厅', '发展改革委')).toBe('国家发展和改革委员会');
    expect(nameIn('上海市人民政府', '市经济信息化委')).toBe('上海市经济和信息化委员会');
    expect(nameIn('丽水市人民政府', '市人力社保局')).toBe('丽水市人力资源和社会保障局');
    expect(nameIn('金堂县人民政府', '县发改局')).toBe('金堂县发展和改革局');
    expect(nameIn('成都市锦江区人民政府', '区市场局')).toBe('成都市锦江区市场监督管理局');
    expect(nameIn('义乌市人民政府', '市市场监管局')).toBe('义乌市市场监督管理局');
  });

  it('gives the same unit however it is written', () => {
    for (const written of ['省经信厅', '经济和信息化厅', '四川省经济和信息化厅', '工信厅']) {
      expect(idIn('四川省人民政府', written)).toBe('510000/经济和信息化');
    }
    for (const written of ['国开行四川省分行', '国家开发银行四川省分行', '国家开发银行四川分行']) {
      expect(nameIn('四川省人民政府', written)).toBe('国家开发银行四川省分行');
    }
  });

  it('finds the upper level from a lower issuer, and national organs from any', () => {
    expect(nameIn('丽水市人民政府', '财政厅')).toBe('浙江省财政厅');
    expect(nameIn('成都市锦江区人民政府', '市教育局')).toBe('成都市教育局');
    expect(nameIn('四川省人民政府', '自然资源部')).toBe('自然资源部');
    expect(nameIn('四川省人民政府', '国家发展改革委')).toBe('国家发展和改革委员会');
  });

  it('knows party offices, mass organisations, courts and agencies led from above', () => {
    expect(nameIn('四川省人民政府', '省委编办')).toBe('中共四川省委机构编制委员会办公室');
    expect(nameIn('四川省人民政府', '团省委')).toBe('共青团四川省委员会');
    expect(nameIn('四川省人民政府', '省法院')).toBe('四川省高级人民法院');
    expect(nameIn('四川省人民政府', '省税务局', 2024)).toBe('国家税务总局四川省税务局');
    expect(nameIn('陕西省人民政府', '陕西银保监局', 2020)).toContain('银行保险监督管理委员会陕西');
    expect(nameIn('四川省人民政府', '成都海关')).toBe('成都海关');
    expect(nameIn('广西壮族自治区人民政府', '自治区党委宣传部')).toBe('广西壮族自治区党委宣传部');
    expect(nameIn('四川省人民政府', '省委办公厅')).toBe('中共四川省委办公厅');
    expect(nameIn('四川省人民政府', '省政府办公厅')).toBe('四川省人民政府办公厅');
  });

  it('reads a second name plate in brackets as the same unit', () => {
    expect(nameIn('金堂县人民政府', '县发改局（粮食局）')).toBe('金堂县发展和改革局');
  });

  it('says what a unit of another generation is called in the document’s year', () => {
    const now = (issuer: string, written: string, year: number) => resolveUnit(seen(issuer, year), written);
    expect(now('四川省人民政府', '国土资源厅', 2022)).toMatchObject({
      kind: 'renamed',
      unit: { name: '四川省国土资源厅' },
      nameNow: '四川省自然资源厅',
    });
    expect(now('四川省人民政府', '国土资源厅', 2016).kind).toBe('known');
    expect(now('国务院', '国务院扶贫办', 2022).nameNow).toBe('国家乡村振兴局');
    expect(now('国务院', '国务院扶贫办', 2025).nameNow).toBe('农业农村部');
    expect(now('国务院', '银监会', 2024).nameNow).toBe('国家金融监督管理总局');
    expect(now('国务院', '工商总局', 2019).nameNow).toBe('国家市场监督管理总局');
  });

  it('keeps level and name of an issuer that the directory does not have', () => {
    const context = seen('临川市人民政府', 2031);
    expect(context).toMatchObject({ level: 'city', region: null });
    expect(resolveUnit(context, '市住房城乡建设局').unit?.name).toBe('临川市住房和城乡建设局');
  });

  it('leaves a name that it does not have', () => {
    expect(resolveUnit(seen('四川省人民政府'), '省轨道客车促进办')).toEqual({ kind: 'unknown', unit: null });
    expect(resolveUnit(seen(null), '')).toEqual({ kind: 'unknown', unit: null });
  });

  it('reads governments of regions, by short and former names too', () => {
    expect(idIn('四川省人民政府', '成都市政府')).toBe('510100/人民政府');
    expect(idIn('四川省人民政府', '凉山州人民政府')).toBe('513400/人民政府');
    expect(idIn('四川省人民政府', '会理县人民政府', 2022)).toBe('513402/人民政府');
    expect(idIn('辽宁省人民政府', '铁西区人民政府')).toBeUndefined();
    expect(idIn('沈阳市人民政府', '铁西区人民政府')).toBe('210106/人民政府');
  });

  it('never throws, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (written) => {
        resolveUnit(seen('四川省人民政府', 2022), written);
        looksLikeUnit(written);
        longestUnit(seen(null), written, 0);
        issuerIn(directory, written);
      }),
    );
  });
});

describe('longestUnit', () => {
  const end = (text: string) => longestUnit(seen('四川省人民政府', 2022), text, 0);

  it('keeps names with 和 in one piece', () => {
    for (const name of ['文化和旅游厅', '省工业和信息化厅', '市人力资源和社会保障局', '国家林业和草原局']) {
      expect(end(`${name}和水利厅`)).toBe(name.length);
    }
  });

  it('takes level words and regions before the name with it', () => {
    for (const name of ['市市场监管局', '绵阳市涪城区教体局', '国开行四川省分行', '省政府国资委', '团省委']) {
      expect(end(`${name}、公安厅`)).toBe(name.length);
    }
  });

  it('is -1 where no name begins', () => {
    expect(end('推进财政厅')).toBe(-1);
    expect(end('成都市')).toBe(-1);
    for (const words of ['信访办法', '教育部门', '宣传部署', '公安局长'])
      expect.soft(end(words), words).toBe(-1);
    expect(end('')).toBe(-1);
  });
});

describe('looksLikeUnit', () => {
  it('takes names built like units that the directory does not have', () => {
    for (const name of [
      '市轨道办',
      '县水务集团',
      '北街街道',
      '经济运行专班',
      '交警支队',
      '柳河镇',
      '推进新型工业化工作领导小组办公室',
      '区消费者服务中心（分中心）',
    ]) {
      expect.soft(looksLikeUnit(name), name).toBe(true);
    }
  });

  it('refuses ordinary words that end alike', () => {
    for (const name of [
      '一部',
      '全部',
      '内部',
      '举办',
      '开办',
      '改革委托',
      '市场格局',
      '工作部署',
      '小康社会',
      '特色小镇',
      '建设活动中心',
      '30个中心',
    ]) {
      expect.soft(looksLikeUnit(name), name).toBe(false);
    }
  });
});

describe('issuerIn', () => {
  it('finds the organ at the beginning of a title', () => {
    expect(issuerIn(directory, '国务院办公厅关于加强河湖管理的通知')).toMatchObject({
      name: '国务院办公厅',
      level: 'national',
    });
    expect(issuerIn(directory, '丽水市人民政府办公室关于印发要点的通知')).toMatchObject({
      name: '丽水市人民政府办公室',
      region: '331100',
      level: 'city',
      exact: true,
    });
    expect(issuerIn(directory, '国家发展改革委关于印发规划的通知')).toMatchObject({ level: 'national' });
  });

  it('finds the region where no organ is named', () => {
    expect(issuerIn(directory, '四川省数字政府建设2023年工作要点')).toMatchObject({
      name: '四川省',
      region: '510000',
      exact: false,
    });
    expect(issuerIn(directory, '临川市2031年城乡建设重点任务')).toMatchObject({
      name: '临川市',
      level: 'city',
    });
    expect(issuerIn(directory, '关于印发工作要点的通知')).toBeNull();
  });
});

describe('the history of units', () => {
  const national = seen('国务院', 2024);

  it('lists names in the order of their years', () => {
    expect(historyOf(national, '国家卫生健康委').map(({ name }) => name)).toEqual([
      '卫生部',
      '国家人口和计划生育委员会',
      '国家卫生和计划生育委员会',
      '国家卫生健康委员会',
    ]);
    expect(historyOf(national, '没有的局')).toEqual([]);
  });

  it('lists how a unit is written, its full name first', () => {
    const names = aliasesOf(seen('四川省人民政府', 2022), '省发改委');
    expect(names[0]).toBe('四川省发展和改革委员会');
    expect(names).toContain('省发展改革委');
  });

  it('proposes the known name that differs by a character', () => {
    const sichuan = seen('四川省人民政府', 2022);
    expect(nearName(sichuan, '省发展改格委')).toBe('省发展改革委');
    expect(nearName(sichuan, '某某某某某')).toBeNull();
  });

  it('tells whom the issuer can give orders', () => {
    const sichuan = seen('四川省人民政府', 2022);
    expect(isCommanded(sichuan, '510000/财政')).toBe(true);
    expect(isCommanded(sichuan, '510100/人民政府')).toBe(true);
    expect(isCommanded(sichuan, '510000/国家开发银行')).toBe(false);
    expect(isCommanded(sichuan, '000000/财政')).toBe(false);
    expect(isCommanded(seen(null), '510000/财政')).toBeNull();
  });
});
