import type { FileRefusalCode } from '../file-codes.ts';

/** Sentences for files that cannot be read: what is wrong, what to do. */
export const file: Readonly<Record<FileRefusalCode, string>> = {
  'file/not-found': '找不到文件“{name}”。请核对路径和文件名。',
  'file/folder': '“{name}”是文件夹或设备，不是文件。请指明其中的文件，例如“{name}/*.docx”。',
  'file/unreadable': '没有权限读取“{name}”。请修改文件权限，或复制到可以读取的位置后再试。',
  'file/too-large': '“{name}”有 {megabytes} MB，超过 {limit} MB 的上限。请拆分文件，或去掉其中的图片后再试。',
  'file/empty': '“{name}”没有任何文字内容。请确认选对了文件，且文件已完整保存。',
  'file/binary': '“{name}”不是文本文件，含有无法作为文字读出的内容。请提供原始的文字版文件。',
  'file/mojibake': '“{name}”读出来大部分是乱码。请用原来的软件打开并另存为 UTF-8 文本或 .docx 后再试。',
  'file/encrypted': '“{name}”设有打开密码或已加密。请去除密码、另存一份后再试。',
  'file/image-only':
    '“{name}”是扫描件或图片，没有文字层，无法读取。请提供可以选中文字的版本，或先做文字识别。',
  'file/zip-entries':
    '“{name}”内含 {count} 个部件，超过 {limit} 个的上限，疑似压缩炸弹，未予读取。请用办公软件另存后再试。',
  'file/zip-expanded':
    '“{name}”解压后超过 {limit} MB 的上限，疑似压缩炸弹，未予读取。请用办公软件另存、压缩图片后再试。',
  'file/zip-ratio':
    '“{name}”中“{part}”的压缩比超过 {limit} 倍，疑似压缩炸弹，未予读取。请用办公软件另存后再试。',
  'file/zip-unsafe': '“{name}”的压缩结构不正常（{part}），可能被改动过，未予读取。请用办公软件另存后再试。',
  'file/dtd': '“{name}”中含有 DTD 或实体声明，可能用于攻击，未予读取。请用办公软件另存后再试。',
  'file/nesting': '“{name}”的内容嵌套超过 {limit} 层，未予读取。请用办公软件另存后再试。',
  'file/corrupt':
    '“{name}”不是完整有效的 {format} 文件，可能已损坏或没有下载完。请重新获取，或用办公软件修复后另存。',
  'file/wrong-extension':
    '“{name}”的扩展名是 .{extension}，内容却是 {actual}。请改用正确的扩展名，或另存为 .docx 后再试。',
  'file/unsupported-type':
    '不能读取“{name}”：不支持 .{extension} 类型。可读取 .docx、.pdf、.ofd、.html、.txt、.md、.doc、.wps，请另存为其中一种。',
  'file/classified':
    '“{name}”带有密级标志“{marking}”。涉密文件不得在本系统处理，请立即移出并按保密规定办理。',
  'file/timeout': '读取“{name}”超过 {seconds} 秒，已停止。请拆分文件，或用办公软件另存后再试。',
  'file/memory': '读取“{name}”所需内存超过 {megabytes} MB，已停止。请拆分文件，或用办公软件另存后再试。',
  'file/too-much-text': '“{name}”的文字超过 {megabytes} MB，未予读取。请拆分文件后再试。',
  'file/needs-libreoffice':
    '读取“{name}”（.{extension}）需要 LibreOffice，本机没有找到。请安装 LibreOffice，或用 Word、WPS 另存为 .docx 后再试。',
  'file/conversion-failed': 'LibreOffice 未能转换“{name}”。请用 Word 或 WPS 打开并另存为 .docx 后再试。',
  'file/reader-stopped': '读取“{name}”时读取程序意外停止，文件可能已损坏。请用办公软件另存后再试。',
  'file/sheet-too-large':
    '“{name}”中单元格{cell}超出了可导入的范围（最多200000行、100列、50个工作表）。请删除多余的行、列后重新上传。',
  'file/not-xlsx':
    '“{name}”不是xlsx文件。请在Excel或WPS中另存为“Excel工作簿（*.xlsx）”，并取消打开密码后重新上传。',
};
