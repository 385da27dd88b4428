import { describe, expect, it } from 'vitest';
import { readHtml } from './index.ts';

const read = (html: string) => readHtml(Buffer.from(html));
const linesOf = (html: string) => read(html).text.split('\n');
const PARAGRAPHS = [
  '一、提升供水保障能力',
  '（一）改造老旧管网。到2025年底前完成一百二十公里改造，管网漏损率控制在9%以内。',
  '牵头单位：水利局',
  '责任单位：财政局、住房城乡建设局',
];
const BODY = PARAGRAPHS.map((text) => `<p style="text-indent:2em">　　${text}</p>`).join('\n');
const FURNITURE = `<div class="header"><a href="/">首页</a> | <a href="/a">政务公开</a></div><div class="nav"><ul><li><a>新闻</a></li><li><a>服务</a></li></ul></div>`;
const FOOT = `<div class="share">分享到：<a>微信</a></div><div class="footer">主办：青川市人民政府办公室　版权所有　网站标识码0000000000</div><script>var x = '一、脚本';</script>`;

describe('a government page', () => {
  it.each([
    ['the container of a content system', `<div id="UCAP-CONTENT">${BODY}</div>`],
    ['an editor’s view', `<div class="view TRS_UEDITOR trs_paper_default">${BODY}</div>`],
    ['a container called zoom', `<div id="zoom">${BODY}</div>`],
    ['an article', `<article>${BODY}</article>`],
    [
      'a layout table',
      `<table><tr><td><a>栏目一</a><a>栏目二</a></td></tr><tr><td><table><tr><td>${BODY}</td></tr></table></td></tr></table>`,
    ],
    ['divs without names', `<div><div><div>${BODY}</div></div><div><a>上一条</a></div></div>`],
  ])('is found in %s, and nothing of the page around it', (_, main) => {
    const page = `<html><head><title>工作要点_青川市人民政府</title></head><body>${FURNITURE}${main}${FOOT}</body></html>`;
    expect(linesOf(page)).toEqual(PARAGRAPHS);
  });

  it('says what it is in its meta tags; its title comes first if the body does not have it', () => {
    const head = `<meta name="ArticleTitle" content="青川市2025年供水工作要点"><meta name="PubDate" content="2025-03-06 10:20"><meta name="ContentSource" content="青川市水利局"><meta name="SiteName" content="青川市人民政府">`;
    const page = read(
      `<html><head>${head}</head><body><h1>别的标题</h1><div id="UCAP-CONTENT">${BODY}</div></body></html>`,
    );
    expect(page.hints).toEqual({
      title: '青川市2025年供水工作要点',
      issuer: '青川市水利局',
      issuedOn: '2025-03-06',
    });
    expect(page.text.split('\n')).toEqual(['青川市2025年供水工作要点', ...PARAGRAPHS]);
    const inBody = read(
      `<html><head>${head}</head><body><div id="UCAP-CONTENT"><p>青川市2025年</p><p>供水工作要点</p>${BODY}</div></body></html>`,
    );
    expect(inBody.text.startsWith('青川市2025年\n供水工作要点\n一、')).toBe(true);
  });

  it('has its title first though its first sentence quotes a document of nearly that name', () => {
    const title = '供水工作要点';
    const first = '根据《市水利局关于印发供水工作要点的通知》，结合实际，制定本要点。';
    const page = `<html><head><meta name="ArticleTitle" content="${title}"></head><body><h1>${title}</h1><div id="zoom"><p>${first}</p>${BODY}</div></body></html>`;
    expect(linesOf(page)).toEqual([title, first, ...PARAGRAPHS]);
  });

  it('takes the title that stands above its body from the window’s frame, if the page shows it', () => {
    const title = '关于印发供水工作要点的通知';
    const page = (shown: string) =>
      read(
        `<html><head><title>${title}_青川市人民政府</title></head><body><div class="bt">${shown}</div><div><div>${BODY}</div></div></body></html>`,
      );
    expect(page(title).text.split('\n')).toEqual([title, ...PARAGRAPHS]);
    expect(page('信息公开').text.split('\n')).toEqual(PARAGRAPHS);
    expect(page('信息公开').hints).toEqual({ title });
  });

  it('leaves no sentence, heading or unit out that stands beside the longest part', () => {
    const html = `<body><div><p>各区人民政府：现将要点印发给你们。</p><div>${BODY.repeat(3)}</div><p>附件：职责分工；时间安排</p></div><div class="footer">主办：办公室</div></body>`;
    const lines = linesOf(html);
    expect(lines[0]).toBe('各区人民政府：现将要点印发给你们。');
    expect(lines.at(-1)).toBe('附件：职责分工；时间安排');
  });

  it('says what it is in the table of facts above the text', () => {
    const facts =
      '<table><tr><td>索引号：</td><td>001</td><td>发文机关：</td><td>青川市人民政府</td></tr><tr><td>成文日期：</td><td>2025年2月28日</td><td>发文字号：</td><td>青府发〔2025〕8号</td></tr></table>';
    const { hints } = read(`<body><div class="xxgk">${facts}</div><div id="zoom">${BODY}</div></body>`);
    expect(hints).toEqual({
      issuer: '青川市人民政府',
      issuedOn: '2025-02-28',
      docNumber: '青府发〔2025〕8号',
    });
  });

  it('keeps tables with merged cells and headings; a table that only lays out is none', () => {
    const table =
      '<table><thead><tr><th colspan="2">任务</th><th>单位</th></tr></thead><tbody><tr><td rowspan="2">供水</td><td><p>改造管网</p><p>建设水厂</p></td><td>水利局</td></tr><tr><td>巡检</td><td></td></tr></tbody></table>';
    const { text, tables } = read(
      `<body><div id="zoom"><p>附表如下，各单位按照职责分工抓好落实，按月报送进展。</p>${table}</div></body>`,
    );
    expect(tables).toHaveLength(1);
    expect(
      tables[0]?.cells.map(({ span, ...cell }) => [text.slice(...span), ...Object.values(cell)]),
    ).toEqual([
      ['任务', 0, 0, 1, 2, true],
      ['单位', 0, 2, 1, 1, true],
      ['供水', 1, 0, 2, 1, false],
      ['改造管网\n建设水厂', 1, 1, 1, 1, false],
      ['水利局', 1, 2, 1, 1, false],
      ['巡检', 2, 1, 1, 1, false],
      ['', 2, 2, 1, 1, false],
    ]);
  });

  it('breaks lines where a reader sees them broken', () => {
    const html =
      '<body><div id="zoom"><p>甲<br/>乙<span>丙</span>\n丁</p><div>戊<p>己</p>庚</div>辛<pre>壬\n癸</pre><p>这里是正文的最后一段文字，足够长。</p></div></body>';
    expect(linesOf(html)).toEqual([
      '甲',
      '乙丙 丁',
      '戊',
      '己',
      '庚',
      '辛',
      '壬',
      '癸',
      '这里是正文的最后一段文字，足够长。',
    ]);
  });

  it('shows the numbers of ordered lists and no hidden text', () => {
    const html =
      '<body><div id="zoom"><ol start="3"><li>建设三座加压泵站并投入使用</li><li>更换一百二十公里老旧管网</li></ol><ol style="list-style:none"><li>无号</li></ol><p style="display:none">隐藏</p><p hidden>隐藏</p></div></body>';
    expect(linesOf(html)).toEqual(['3. 建设三座加压泵站并投入使用', '4. 更换一百二十公里老旧管网', '无号']);
  });

  it.each([
    ['gb2312', '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'],
    ['gbk', '<meta charset="gbk">'],
    ['nothing', ''],
    ['a wrong utf-8', '<meta charset="utf-8">'],
  ])('is decoded where it is GBK and declares %s', (_, meta) => {
    const html = Buffer.concat([
      Buffer.from(`<html><head>${meta}</head><body><p>`),
      // 供水保障工作要点全文如下请各单位遵照执行
      Buffer.from('b9a9cbaeb1a3d5cfb9a4d7f7d2aab5e3c8abcec4c8e7cfc2c7ebb8f7b5a5cebbd7f1d5d5d6b4d0d0', 'hex'),
      Buffer.from('</p></body></html>'),
    ]);
    expect(readHtml(html).text).toBe('供水保障工作要点全文如下请各单位遵照执行');
  });

  it('without any text is refused', () => {
    expect(() => read('<html><body><script>x</script></body></html>')).toThrow('file/empty');
    expect(() => read('<div>'.repeat(5000))).toThrow('file/nesting');
  });
});
