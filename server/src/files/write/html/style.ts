const LIGHT = `
--page:#eef0f3;--surface:#fff;--paper:#fff;--ink:#1d2129;--soft:#4a5260;--line:#d8dce3;--rule:#b3141b;
--accent:#0b4fb3;--accent-soft:#e6eefb;--lit:#fff0b8;--lit-line:#8a6100;--focus:#0b4fb3;
--unit:#e4eefc;--unit-line:#2f6fd0;--target:#ddf2e3;--target-line:#1b7a3d;--deadline:#efe6fb;--deadline-line:#7441b8;
--deliverable:#fdebd3;--deliverable-line:#a35a00;--measure:#98a2b3;
--error:#a8071a;--error-soft:#fdeceb;--warning:#7a4a00;--warning-soft:#fdf3dd;--info:#0b4a8f;--info-soft:#e9f1fb;
color-scheme:light;`;

const DARK = `
--page:#14171c;--surface:#1c2027;--paper:#1c2027;--ink:#e4e7ec;--soft:#aab2bf;--line:#363c47;--rule:#e0565c;
--accent:#8ab8ff;--accent-soft:#22324a;--lit:#4a3f14;--lit-line:#e3b341;--focus:#8ab8ff;
--unit:#1f3350;--unit-line:#7fb0f5;--target:#1c3b28;--target-line:#6fcf8f;--deadline:#35284c;--deadline-line:#c3a1f5;
--deliverable:#44301a;--deliverable-line:#f0b267;--measure:#717b8c;
--error:#ff9c94;--error-soft:#43211f;--warning:#f2c063;--warning-soft:#3d3117;--info:#93c0fb;--info-soft:#1e2f47;
color-scheme:dark;`;

/** System fonts only: 黑体 for what the program says, 仿宋 and its kin for what the document says. */
const FONTS = `
--ui:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC","Hiragino Sans GB","WenQuanYi Micro Hei",sans-serif;
--song:"方正小标宋简体","FZXiaoBiaoSong-B05S","STZhongsong","华文中宋","Noto Serif CJK SC","Source Han Serif SC","Songti SC","SimSun",serif;
--fang:"仿宋_GB2312","FangSong_GB2312","FangSong","仿宋","STFangsong","Noto Serif CJK SC","Source Han Serif SC","Songti SC","SimSun",serif;
--kai:"楷体_GB2312","KaiTi_GB2312","KaiTi","楷体","STKaiti","Kaiti SC","Noto Serif CJK SC",serif;
--hei:"SimHei","黑体","Heiti SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;`;

const BASE = `
*{box-sizing:border-box}
html{height:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100%;background:var(--page);color:var(--ink);font:14px/1.6 var(--ui)}
h1,h2,h3,p,ul,ol,dl,dd{margin:0;padding:0}
ul,ol{list-style:none}
a{color:inherit;text-decoration:none}
[hidden]{display:none!important}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:8px;top:-80px;z-index:9;padding:8px 14px;background:var(--accent);color:var(--surface);border-radius:4px}
.skip:focus{top:8px}
.pane{min-width:0;scroll-padding:76px 0 24px}
.pane:focus-visible{outline-offset:-2px}
.none{padding:28px 20px;color:var(--soft)}
`;

const HEADER = `
header{display:flex;flex-wrap:wrap;align-items:flex-end;justify-content:space-between;gap:8px 32px;padding:14px 24px 12px;background:var(--surface);border-top:3px solid var(--rule)}
.headline{flex:1 1 420px;min-width:0}
h1{font:700 23px/1.35 var(--song);letter-spacing:.02em;text-wrap:balance}
.facts{display:flex;flex-wrap:wrap;gap:1px 20px;margin-top:4px;font-size:12.5px;color:var(--ink);overflow-wrap:anywhere}
.facts span{color:var(--soft)}
.totals{display:flex;flex-wrap:wrap;gap:4px 22px}
.totals div{display:flex;flex-direction:column-reverse;align-items:flex-end}
.totals dt{font-size:12px;line-height:1.4;color:var(--soft)}
.totals dd{font-size:20px;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}
.totals .s-error dd{color:var(--error)}.totals .s-warning dd{color:var(--warning)}.totals .s-info dd{color:var(--info)}
.totals .zero dd{color:var(--soft);font-weight:400}
.controls{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px;padding:8px 24px;background:var(--surface);border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:13px}
.toolbar{display:flex;flex:1;flex-wrap:wrap;align-items:center;gap:8px 16px}
#filters{display:flex;flex-wrap:wrap;align-items:center;gap:8px 14px}
label{display:inline-flex;align-items:center;gap:6px}
label>span{color:var(--soft);white-space:nowrap}
select,input[type=search],button{min-height:30px;padding:2px 9px;font:inherit;color:var(--ink);background:var(--surface);border:1px solid var(--measure);border-radius:4px}
select{max-width:220px}#role{max-width:130px}
input[type=search]{width:170px}
input::placeholder{color:var(--soft);opacity:1}
input[type=checkbox]{width:16px;height:16px;margin:0;accent-color:var(--accent)}
button{cursor:pointer}button:hover:not(:disabled){border-color:var(--accent);color:var(--accent)}
button:disabled{cursor:default;color:var(--soft);border-color:var(--line)}
button[aria-pressed=true]{background:var(--accent-soft);border-color:var(--accent);color:var(--accent)}
#views{display:flex}
#views button{border-radius:0;margin-left:-1px;padding:2px 14px}
#views button:first-child{border-radius:4px 0 0 4px}#views button:last-child{border-radius:0 4px 4px 0}
#views button[aria-pressed=true]{position:relative;z-index:1;font-weight:600}
.count{font-variant-numeric:tabular-nums;font-size:12px}
#shown{color:var(--soft);font-variant-numeric:tabular-nums}
.tools{display:inline-flex;gap:8px;margin-left:auto}
`;

const DOCUMENT = `
.bar{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:2px 16px;min-height:36px;padding:5px 20px;background:var(--surface);border-bottom:1px solid var(--line)}
h2{font:600 14px/1.6 var(--ui)}
.keys{font-size:12px;color:var(--soft)}
.legend{display:flex;flex-wrap:wrap;gap:2px 12px;font-size:12px}
.paper{padding:20px 20px 24px 10px;background:var(--paper)}
.line{display:grid;grid-template-columns:34px minmax(0,1fr);column-gap:10px;content-visibility:auto;contain-intrinsic-size:auto 96px}
.ln{padding-top:6px;text-align:right;font:11px/1.6 var(--ui);color:var(--soft);font-variant-numeric:tabular-nums;user-select:none}
.line p{font:16.5px/1.95 var(--fang);text-indent:2em;white-space:pre-wrap;overflow-wrap:anywhere;line-break:strict}
.line.title p{font:700 21px/1.6 var(--song);text-indent:0;text-align:center;padding:4px 8px 8px;text-wrap:balance}
.line.h1 p{font-family:var(--hei);font-weight:600;padding-top:8px}
.line.h2 p{font-family:var(--kai);font-weight:600}
.line.h3 p,.line.h4 p{font-weight:600}
[class*="k-"]{border-radius:2px}
.k-task{font-weight:700;color:var(--accent)}
.k-measure{cursor:pointer}
.k-measure.first{border-left:2px solid var(--measure);padding-left:2px;border-radius:0}
.k-unit{background:var(--unit);box-shadow:inset 0 -2px 0 var(--unit-line)}
.k-target{background:var(--target);box-shadow:inset 0 -2px 0 var(--target-line);font-weight:700}
.k-deadline{background:var(--deadline);border-bottom:2px dashed var(--deadline-line)}
.k-deliverable{background:var(--deliverable);border-bottom:2px dotted var(--deliverable-line)}
.k-finding{text-decoration:underline;text-decoration-style:wavy;text-decoration-thickness:1px;text-underline-offset:4px;text-decoration-skip-ink:none}
.k-finding.s-error{text-decoration-color:var(--error)}.k-finding.s-warning{text-decoration-color:var(--warning)}.k-finding.s-info{text-decoration-color:var(--info)}
.line .lit{background:var(--lit);box-shadow:0 0 0 2px var(--lit)}
.line .lit.k-unit,.line .lit.k-target,.line .lit.k-deadline,.line .lit.k-deliverable{box-shadow:0 0 0 2px var(--lit),inset 0 -2px 0 var(--lit-line)}
.notes{grid-column:2;display:flex;flex-direction:column;gap:4px;margin:2px 0 10px}
.note{padding:3px 8px;font-size:12.5px;line-height:1.5;border-left:3px solid var(--line);background:var(--page);border-radius:0 3px 3px 0;overflow-wrap:anywhere}
.note.s-error{border-color:var(--error);background:var(--error-soft)}
.note.s-warning{border-color:var(--warning);background:var(--warning-soft)}
.note.s-info{border-color:var(--info);background:var(--info-soft)}
.note.lit{outline:2px solid var(--lit-line)}
.times{color:var(--soft);white-space:nowrap}
.sev{font-weight:600;white-space:nowrap}
.sev i{display:inline-block;width:15px;height:15px;margin-right:4px;border:1.5px solid;border-radius:50%;font:700 10px/12px var(--ui);text-align:center;vertical-align:1px}
.s-error>.sev,.s-error dt .sev{color:var(--error)}.s-warning>.sev,.s-warning dt .sev{color:var(--warning)}.s-info>.sev,.s-info dt .sev{color:var(--info)}
.s-warning .sev i{border-radius:3px}
.made{padding:12px 20px 20px 54px;font-size:11.5px;color:var(--soft);overflow-wrap:anywhere}
`;

const TASKS = `
.colhead{position:sticky;top:36px;z-index:1;display:flex;padding:4px 20px;font-size:12px;color:var(--soft);background:var(--surface);border-bottom:1px solid var(--line)}
.colhead span:nth-child(1){flex:1}.colhead span:nth-child(1){padding-left:34px}.colhead span:nth-child(2){flex:none;width:118px}.colhead span:nth-child(3){flex:none;width:100px}
.task{padding:12px 20px 14px;background:var(--surface);border-bottom:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 320px}
h3{display:flex;align-items:baseline;gap:10px;font:600 15px/1.5 var(--ui)}
h3 a{display:flex;flex:1;align-items:baseline;gap:8px;min-width:0;padding:1px 4px;margin:0 -4px;border-radius:3px}
h3 .name{flex:1;min-width:0;overflow-wrap:anywhere}
h3 .no{flex:none;min-width:26px;padding:0 6px;border-radius:3px;background:var(--accent);color:var(--surface);font-size:12.5px;line-height:20px;text-align:center;font-variant-numeric:tabular-nums}
h3 .path{flex:none;color:var(--soft);font-weight:400;font-size:13px}
.badge{flex:none;padding:0 8px;border-radius:10px;background:var(--warning-soft);color:var(--warning);font-size:12px;font-weight:500;line-height:20px}
h3 a:hover .name{text-decoration:underline;text-underline-offset:3px}
h3 a.lit{background:var(--lit)}
.duties{margin:5px 0 6px 34px;font-size:13px}
.role{display:flex;gap:10px}
.role dt{flex:none;min-width:52px;color:var(--soft)}
.role dd{min-width:0;overflow-wrap:anywhere}
html[lang=en] .role dt{min-width:80px}
.r-lead dd{font-weight:600}
.missing dd{color:var(--warning);font-weight:600}
.task .none{padding:2px 34px;font-size:13px}
table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:13.5px}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap}
td{padding:5px 8px 5px 0;vertical-align:top;border-top:1px solid var(--line);overflow-wrap:anywhere}
td:nth-child(1){padding-left:34px;padding-right:16px}
.ct{width:118px}.cd{width:100px}
.m{cursor:pointer}
.m.lit td{background:var(--lit)}
.m a{display:block}
.figure,.due{display:block;font-variant-numeric:tabular-nums}
.figure{color:var(--target-line);font-weight:600}
.due{color:var(--deadline-line)}
.m.lit .figure,.m.lit .due{color:var(--ink)}
.book,.own{display:block;margin-top:1px;font-size:12.5px;color:var(--soft)}
.m.lit .book,.m.lit .own{color:var(--ink)}
.inferred{padding:10px 20px 24px;font-size:12px;color:var(--soft)}
.findings{padding:4px 20px 24px}
.findings li{padding:9px 0;border-bottom:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 74px}
.findings li.lit{box-shadow:-6px 0 0 var(--lit),6px 0 0 var(--lit);background:var(--lit)}
.findings a{color:var(--accent);text-decoration:underline;text-underline-offset:3px}
.findings li.lit a,.findings li.lit code,.findings li.lit .fix,.findings li.lit .sev{color:var(--ink)}
.findings code{font-size:12px;color:var(--soft)}
.fix{font-size:13px;color:var(--soft)}
q{display:block;font:14px/1.6 var(--fang);color:var(--soft);quotes:none;border-left:2px solid var(--line);padding-left:8px;margin:2px 0}
.findings li.lit q{color:var(--ink)}
.fix::before{content:"→ "}
`;

const SCREENS = `
@media screen and (min-width:900px){
.js body{display:flex;flex-direction:column;height:100vh;overflow:hidden}
.js main{display:grid;flex:1;grid-template-columns:minmax(0,54fr) minmax(0,46fr);gap:1px;min-height:0;background:var(--line)}
.js .pane{overflow:auto;scrollbar-gutter:stable;background:var(--surface)}
.js #views [data-view=document]{display:none}
.js #views [data-view=tasks]{border-radius:4px 0 0 4px}
.js body[data-view=findings] #tasks,.js body:not([data-view=findings]) #findings{display:none}
}
@media screen and (min-width:1180px){
.line{grid-template-columns:34px minmax(0,1fr) 208px;column-gap:14px}
.notes{grid-column:3;grid-row:1;margin:6px 0 8px}
}
@media screen and (max-width:899px){
.js body[data-view=tasks] #document,.js body[data-view=tasks] #findings,.js body[data-view=document] #tasks,.js body[data-view=document] #findings,.js body[data-view=findings] #document,.js body[data-view=findings] #tasks{display:none}
header{padding:12px 16px 10px}.controls{padding:8px 16px}.toolbar{flex:1 1 100%}
.js body{display:flex;flex-direction:column;height:100vh;height:100dvh;overflow:hidden}
.js main{flex:1;min-height:0;display:flex}
.js .pane{flex:1;overflow:auto;background:var(--surface)}
}
@media screen and (max-width:620px){
.js body{height:auto;min-height:100vh;overflow:visible;display:block}
.js main{display:block}.js .pane{overflow:visible}
.controls{display:contents}.toolbar{padding:4px 12px 8px;gap:6px 10px;background:var(--surface);border-bottom:1px solid var(--line);font-size:13px}
.js body:not([data-view=tasks]) .toolbar{display:none}
#views{position:sticky;top:0;z-index:3;padding:8px 12px 6px;background:var(--surface);border-top:1px solid var(--line);font-size:13px}
.js body:not([data-view=tasks]) #views{border-bottom:1px solid var(--line)}
header{padding:10px 12px 8px;gap:8px}
h1{font-size:19px}.facts{font-size:12px}
.totals{gap:2px 14px;width:100%;justify-content:space-between}.totals dd{font-size:16px}.totals dt{font-size:11.5px}
.totals .sev i{display:none}
#views button{flex:1;padding:2px 4px}
#filters{width:100%;gap:6px 8px}
#filters label>span:first-child{display:none}#filters .check>span{display:inline!important}
select,#role{flex:1;max-width:none;min-width:0;width:0}#filters label{flex:1 1 40%;min-width:0}#filters label select,#filters label input[type=search]{flex:1;width:100%;min-width:0}
#filters .check{flex:0 1 auto}
.tools{display:none}
.bar,.colhead{position:static}.colhead{display:none}
.bar,.task,.findings{padding-left:12px;padding-right:12px}
.paper{padding:10px 12px 20px 4px}
.line{grid-template-columns:26px minmax(0,1fr);column-gap:8px}
.line p{font-size:16px}
.duties,.task .none{margin-left:0;padding-left:0}
td:nth-child(1){padding-left:0}
table,tbody,tr,td{display:block;width:auto!important}
td{border:0;padding:0}td:nth-child(1){padding-top:6px;border-top:1px solid var(--line)}
td:nth-child(n+2){display:inline-block;padding:0 14px 5px 0}td:nth-child(n+2):empty{display:none}
.keys{display:none}
}
@media (prefers-reduced-motion:no-preference){.m td,h3 a,.line a,.line span{transition:background-color .12s}}
@media (forced-colors:active){.lit{outline:2px solid Highlight}}
`;

const PRINT = `
@page{size:A4;margin:16mm 14mm 18mm;@bottom-center{content:"— " counter(page) " —";font-size:10pt}}
@media print{
:root,:root[data-theme]{${LIGHT}--page:#fff}
body{background:#fff;font-size:9.5pt}
.lit,.m.lit td{background:none!important;box-shadow:none!important}.m.lit .figure{color:var(--target-line)}.m.lit .due{color:var(--deadline-line)}
table{font-size:9.5pt}td{padding-top:2.5pt;padding-bottom:2.5pt}.task{padding-top:6pt;padding-bottom:6pt}.task h3{font-size:11pt}
header{padding:0 0 6pt}.controls,.skip,.keys,.colhead{display:none!important}
main{display:flex!important;flex-direction:column}
.pane{display:block!important;overflow:visible!important;order:2}
#tasks{order:1}#findings{order:3}
#document,#findings{break-before:page}
.bar{position:static;padding:6pt 0}
.task,.paper,.findings{padding-left:0;padding-right:0}
.line,.task,.findings li{content-visibility:visible}
.line{grid-template-columns:26pt minmax(0,1fr) 150pt;column-gap:8pt}
.notes{grid-column:3;grid-row:1}
.line p{font-size:12pt;line-height:1.75}
.note,.findings li,tr,h3,.duties{break-inside:avoid}
h3,.duties,.line.h1,.line.h2{break-after:avoid}
thead{position:static;width:auto;height:auto;clip:auto;display:table-header-group;font-size:9pt;color:var(--soft);text-align:left}
th{padding:2pt 8px 2pt 0;font-weight:400}th:nth-child(1){padding-left:34px}
[class*="k-"],.note,.no,.badge{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;

/** The look of the report: light and dark by the system or by the button, three widths of screen, and paper. */
export const STYLE = `:root{${LIGHT}${FONTS}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
:root[data-theme=dark]{${DARK}}
${BASE}${HEADER}${DOCUMENT}${TASKS}${SCREENS}${PRINT}`;
