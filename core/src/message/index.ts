import type { Parameters } from '../base/index.ts';
import type { AssignmentCode, AssignmentWordCode } from './assignment-codes.ts';
import type { CalendarCode } from './calendar-codes.ts';
import type { CliCode } from './cli-codes.ts';
import type { DirectoryCode } from './directory-codes.ts';
import type { DoorCode } from './door-codes.ts';
import { assignment as assignmentInEnglish } from './en/assignment.ts';
import { calendar as calendarInEnglish } from './en/calendar.ts';
import { cli as cliInEnglish } from './en/cli.ts';
import { directory as directoryInEnglish } from './en/directory.ts';
import { door as doorInEnglish } from './en/door.ts';
import { file as fileInEnglish } from './en/file.ts';
import { journal as journalInEnglish } from './en/journal.ts';
import { lint as lintInEnglish } from './en/lint.ts';
import { person as personInEnglish } from './en/person.ts';
import { programme as programmeInEnglish } from './en/programme.ts';
import { report as reportInEnglish } from './en/report.ts';
import { scope as scopeInEnglish } from './en/scope.ts';
import { store as storeInEnglish } from './en/store.ts';
import type { FileRefusalCode } from './file-codes.ts';
import type { JournalCode } from './journal-codes.ts';
import type { LintCode } from './lint-codes.ts';
import type { PersonCode } from './person-codes.ts';
import type { ProgrammeCode } from './programme-codes.ts';
import type { ReportCode } from './report-codes.ts';
import type { ScopeCode } from './scope-codes.ts';
import type { StoreCode } from './store-codes.ts';
import { assignment } from './zh-CN/assignment.ts';
import { calendar } from './zh-CN/calendar.ts';
import { cli } from './zh-CN/cli.ts';
import { directory } from './zh-CN/directory.ts';
import { door } from './zh-CN/door.ts';
import { file } from './zh-CN/file.ts';
import { journal } from './zh-CN/journal.ts';
import { lint } from './zh-CN/lint.ts';
import { person } from './zh-CN/person.ts';
import { programme } from './zh-CN/programme.ts';
import { report } from './zh-CN/report.ts';
import { scope } from './zh-CN/scope.ts';
import { store } from './zh-CN/store.ts';

export type { AssignmentCode, AssignmentWordCode } from './assignment-codes.ts';
export type { CalendarCode } from './calendar-codes.ts';
export type { CliCode, CliHelpCode, CliNoteCode, CliRefusalCode, CliWordCode } from './cli-codes.ts';
export type { DirectoryCode } from './directory-codes.ts';
export type { DoorCode } from './door-codes.ts';
export type { FileRefusalCode } from './file-codes.ts';
export type { JournalCode } from './journal-codes.ts';
export type { LintCode } from './lint-codes.ts';
export type { PersonCode } from './person-codes.ts';
export type { ProgrammeCode } from './programme-codes.ts';
export type { ReportCode } from './report-codes.ts';
export type { ScopeCode } from './scope-codes.ts';
export type { StoreCode, StoreNoteCode, StoreRefusalCode } from './store-codes.ts';

/** Languages that Luodi speaks, the default first. */
export type Language = 'zh-CN' | 'en';

/** Every code that has a sentence. */
export type Code =
  | FileRefusalCode
  | CliCode
  | LintCode
  | ReportCode
  | StoreCode
  | CalendarCode
  | JournalCode
  | ProgrammeCode
  | AssignmentCode
  | AssignmentWordCode
  | DoorCode
  | PersonCode
  | ScopeCode
  | DirectoryCode;

/** One language. A code without a sentence does not compile. `{name}` stands for the parameter `name`. */
export type Catalogue = Readonly<Record<Code, string>>;

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  'zh-CN': {
    ...file,
    ...cli,
    ...lint,
    ...report,
    ...store,
    ...calendar,
    ...journal,
    ...programme,
    ...assignment,
    ...scope,
    ...person,
    ...door,
    ...directory,
  },
  en: {
    ...fileInEnglish,
    ...cliInEnglish,
    ...lintInEnglish,
    ...reportInEnglish,
    ...storeInEnglish,
    ...calendarInEnglish,
    ...journalInEnglish,
    ...programmeInEnglish,
    ...assignmentInEnglish,
    ...scopeInEnglish,
    ...personInEnglish,
    ...doorInEnglish,
    ...directoryInEnglish,
  },
};

/**
 * The sentence for a code, its parameters put in. A code that no catalogue knows is shown as it is, and so is a
 * place whose parameter is missing: neither is hidden.
 */
export function sentence(code: string, parameters: Parameters = {}, language: Language = 'zh-CN'): string {
  const pattern = (CATALOGUES[language] as Readonly<Record<string, string | undefined>>)[code];
  if (pattern === undefined) return code;
  if (!pattern.includes('{')) return pattern;
  return pattern.replace(PLACE, (place, name: string) => String(parameters[name] ?? place));
}

/** What a code is about, without a case at hand: its sentence with `…` for each parameter. */
export function gist(code: string, language: Language = 'zh-CN'): string {
  const pattern = (CATALOGUES[language] as Readonly<Record<string, string | undefined>>)[code];
  return pattern?.replace(PLACE, '…') ?? code;
}

const PLACE = /\{([A-Za-z]+)\}/g;
