/** 单位目录: reorganisation, import and export (`directory/…`). Sentences: zh-CN/directory.ts, en/directory.ts. */
export type DirectoryCode = 'directory/no-unit' | 'directory/no-region';
