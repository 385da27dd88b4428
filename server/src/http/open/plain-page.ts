/** Without scripts and without styles of its own: the policy of the server allows neither inside a page. */
export function plainPage(which: 'start' | 'not-found'): string {
  const [chinese, english] = TEXTS[which];
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>落地 Luodi</title>
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<h1>落地 <span lang="en">Luodi</span></h1>
${chinese}
<section lang="en">
${english}
</section>
</main>
</body>
</html>
`;
}

const TEXTS = {
  start: [
    `<p>把一份工作部署文件编译成任务，交办、签收、记账，每个数字都能点开到它的来源。</p>
<p>服务已经启动，网页界面还没有编译。现在可以用接口：</p>
<ul>
<li><a href="/api/openapi.json">/api/openapi.json</a> 接口说明（OpenAPI 3.1）</li>
<li><a href="/health/ready">/health/ready</a> 服务状态</li>
</ul>
<p>用法见程序目录中的 <code>README.zh-CN.md</code> 和 <code>docs/</code>。</p>`,
    `<p>Compiles a government work plan into a programme of tasks and runs it: dispatch, acknowledgement, journal.</p>
<p>The server is running; the screens have not been built. The interface can be used:</p>
<ul>
<li><a href="/api/openapi.json">/api/openapi.json</a> its description (OpenAPI 3.1)</li>
<li><a href="/health/ready">/health/ready</a> state of the server</li>
</ul>
<p>How to use it: <code>README.md</code> and <code>docs/</code> in the folder of the program.</p>`,
  ],
  'not-found': [
    '<p>没有这个页面。请核对地址，或者<a href="/">回到首页</a>。</p>',
    '<p>There is no such page. Check the address, or <a href="/">go to the first page</a>.</p>',
  ],
} as const;

export const PLAIN_STYLE = `:root { color-scheme: light dark; }
body { margin: 0; font: 1.0625rem/1.75 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 4rem) 1.25rem; }
h1 { font-size: 2rem; line-height: 1.3; }
section { margin-top: 2.5rem; border-top: 1px solid; padding-top: 1rem; }
`;
