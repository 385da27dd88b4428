import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Converted } from './content.ts';
import type { ReadLimits } from './document.ts';
import { refuse } from './refuse.ts';

/** No macros, no links followed, no fonts or pages fetched. */
const PROFILE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/**
 * A .doc or .wps as .docx (structure) and as text (numbers: after its own .doc → .docx LibreOffice has been seen
 * to number style-linked headings wrongly, its text export is right). Works in a folder and with a profile of its own.
 * @throws {Refusal} `file/needs-libreoffice`, `file/conversion-failed`, `file/timeout`
 */
export async function convert(bytes: Uint8Array, extension: string, limits: ReadLimits): Promise<Converted> {
  const program = findSoffice();
  if (!program) return refuse('file/needs-libreoffice', { extension });
  const folder = await mkdtemp(join(tmpdir(), 'luodi-convert-'));
  try {
    const source = join(folder, 'source.doc');
    await mkdir(join(folder, 'profile', 'user'), { recursive: true });
    await writeFile(join(folder, 'profile', 'user', 'registrymodifications.xcu'), PROFILE);
    await writeFile(source, bytes, { mode: 0o600 });
    const ends = Date.now() + limits.conversionMilliseconds;
    for (const target of ['docx:MS Word 2007 XML', 'txt:Text (encoded):UTF8']) {
      const status = await run(
        program,
        folder,
        ['--convert-to', target, '--outdir', join(folder, 'out'), source],
        ends,
      );
      if (status === 'timeout') {
        refuse('file/timeout', { seconds: Math.round(limits.conversionMilliseconds / 1000) });
      }
    }
    const [docx, txt] = await Promise.all(
      ['docx', 'txt'].map((kind) => readFile(join(folder, 'out', `source.${kind}`)).catch(() => undefined)),
    );
    return docx && txt ? { docx, txt } : refuse('file/conversion-failed');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The LibreOffice of this machine, if there is one. */
export function findSoffice(): string | undefined {
  const windows = process.platform === 'win32';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    ...folders.flatMap((folder) =>
      windows ? [join(folder, 'soffice.exe')] : [join(folder, 'soffice'), join(folder, 'libreoffice')],
    ),
    ...(windows ? ['C:\\Program Files\\LibreOffice\\program\\soffice.exe'] : []),
    ...(process.platform === 'darwin' ? ['/Applications/LibreOffice.app/Contents/MacOS/soffice'] : []),
  ];
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function run(
  program: string,
  folder: string,
  parameters: readonly string[],
  ends: number,
): Promise<number | null | 'timeout'> {
  return new Promise((resolve) => {
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const child = spawn(
      program,
      [profile, '--headless', '--norestore', '--nolockcheck', '--nodefault', ...parameters],
      {
        cwd: folder,
        // A group of its own: soffice is a launcher whose children must end with it.
        detached: process.platform !== 'win32',
        env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8', TMPDIR: folder },
        stdio: 'ignore',
        windowsHide: true,
      },
    );
    let late = false;
    const timer = setTimeout(
      () => {
        late = true;
        try {
          if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
          else process.kill(-child.pid, 'SIGKILL');
        } catch {
          // Already gone.
        }
      },
      Math.max(1, ends - Date.now()),
    );
    child.on('error', () => {
      clearTimeout(timer);
      resolve(-1);
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve(late ? 'timeout' : status);
    });
  });
}
