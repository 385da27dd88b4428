/**
 * Why a file was not read. `file/zip-…` are the checks that an archive (docx, ofd) must pass before anything of
 * it is unpacked. Sentences: zh-CN/file.ts, en/file.ts.
 */
export type FileRefusalCode =
  | 'file/not-found'
  | 'file/folder'
  | 'file/unreadable'
  | 'file/too-large'
  | 'file/empty'
  | 'file/binary'
  | 'file/mojibake'
  | 'file/encrypted'
  | 'file/image-only'
  | 'file/zip-entries'
  | 'file/zip-expanded'
  | 'file/zip-ratio'
  | 'file/zip-unsafe'
  | 'file/dtd'
  | 'file/nesting'
  | 'file/corrupt'
  | 'file/wrong-extension'
  | 'file/unsupported-type'
  | 'file/classified'
  | 'file/timeout'
  | 'file/memory'
  | 'file/too-much-text'
  | 'file/needs-libreoffice'
  | 'file/conversion-failed'
  | 'file/sheet-too-large'
  | 'file/not-xlsx'
  | 'file/reader-stopped';
