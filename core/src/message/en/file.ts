import type { FileRefusalCode } from '../file-codes.ts';

/** Sentences for files that cannot be read: what is wrong, what to do. */
export const file: Readonly<Record<FileRefusalCode, string>> = {
  'file/not-found': 'There is no file “{name}”. Check the path and the name.',
  'file/folder':
    '“{name}” is a folder or a device, not a file. Name the files in it, for example “{name}/*.docx”.',
  'file/unreadable': 'You may not read “{name}”. Change its permissions or copy it to where you may read it.',
  'file/too-large':
    '“{name}” has {megabytes} MB, more than the {limit} MB allowed. Split the file or take the pictures out.',
  'file/empty': '“{name}” holds no text. Make sure that it is the right file and was saved completely.',
  'file/binary':
    '“{name}” is not a text file: parts of it cannot be read as characters. Give the original text.',
  'file/mojibake':
    'Most of “{name}” reads as garbled characters. Open it in its own program and save it as UTF-8 text or .docx.',
  'file/encrypted': '“{name}” is protected by a password or encrypted. Remove the password and save a copy.',
  'file/image-only':
    '“{name}” is a scan or picture without a text layer and cannot be read. Give a version whose text can be selected, or run text recognition first.',
  'file/zip-entries':
    '“{name}” holds {count} parts, more than the {limit} allowed; it may be a zip bomb and was not read. Save it again in your office program.',
  'file/zip-expanded':
    '“{name}” unpacks to more than the {limit} MB allowed; it may be a zip bomb and was not read. Save it again with smaller pictures.',
  'file/zip-ratio':
    '“{part}” in “{name}” is compressed more than {limit} times; it may be a zip bomb and was not read. Save it again in your office program.',
  'file/zip-unsafe':
    'The archive structure of “{name}” is not sound ({part}); it may have been tampered with and was not read. Save it again in your office program.',
  'file/dtd':
    '“{name}” contains a DTD or entity declaration, which can be used for attacks, and was not read. Save it again in your office program.',
  'file/nesting':
    'The content of “{name}” is nested more than {limit} levels deep and was not read. Save it again in your office program.',
  'file/corrupt':
    '“{name}” is not a complete, valid {format} file; it may be damaged or only partly downloaded. Get it again, or repair and save it in your office program.',
  'file/wrong-extension':
    '“{name}” is called .{extension} but its content is {actual}. Give it the right extension or save it as .docx.',
  'file/unsupported-type':
    '“{name}” cannot be read: .{extension} is not supported. Save it as .docx, .pdf, .ofd, .html, .txt, .md, .doc or .wps.',
  'file/classified':
    '“{name}” carries the security marking “{marking}”. State secrets must not be handled in this system: remove the file at once and follow the secrecy rules.',
  'file/timeout':
    'Reading “{name}” took more than {seconds} seconds and was stopped. Split the file or save it again in your office program.',
  'file/memory':
    'Reading “{name}” needed more than {megabytes} MB of memory and was stopped. Split the file or save it again in your office program.',
  'file/too-much-text':
    'The text of “{name}” is longer than {megabytes} MB and was not read. Split the file.',
  'file/needs-libreoffice':
    '“{name}” (.{extension}) can only be read with LibreOffice, which was not found. Install LibreOffice, or save the file as .docx in Word or WPS.',
  'file/conversion-failed':
    'LibreOffice could not convert “{name}”. Open it in Word or WPS and save it as .docx.',
  'file/reader-stopped':
    'The reader stopped unexpectedly while reading “{name}”; the file may be damaged. Save it again in your office program.',
  'file/sheet-too-large':
    'Cell {cell} of “{name}” lies beyond what can be imported (200,000 rows, 100 columns, 50 sheets). Remove what is too much and try again.',
  'file/not-xlsx':
    '“{name}” is no xlsx file. Save it as an Excel workbook (*.xlsx) without a password and try again.',
};
