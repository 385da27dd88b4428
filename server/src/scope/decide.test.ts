import { ASSIGNMENT_ACTS } from '@luodi/core/assignment';
import { CATALOGUES } from '@luodi/core/message';
import { describe, expect, it } from 'vitest';
import { decide, insist, may, permittedWhere } from './decide.ts';
import { OWN_UNIT_ONLY } from './reach.ts';
import { type AssignmentFacts, type ProgrammeFacts, RELATIONS, type Thing } from './relation.ts';
import { rightsPage } from './rights-page.ts';
import { AREA_OF, RULES, type Rule } from './rules.ts';
import { ROLES, type Role, type Who } from './who.ts';

const OFFICE = '510000/人民政府办公厅';
const FINANCE = '510000/财政';
const CITY = '510100/财政';

function somebody(unit: string, roles: readonly Role[], allows: readonly string[] | null = null): Who {
  const [region = null, functionKey = null] = unit.split('/');
  return { person: 'p', post: 'post', unit, region, functionKey, roles, onBehalfOf: null, allows };
}

const assignment: AssignmentFacts = {
  state: 'dispatched',
  unit: CITY,
  lead: FINANCE,
  coordinator: OFFICE,
  region: '510100',
  functionKey: '财政',
};
const programme: ProgrammeFacts = {
  state: 'confirmed',
  owner: OFFICE,
  coordinator: OFFICE,
  participates: false,
  reached: false,
  asked: false,
};
const sees = (who: Who, facts = assignment, reach = OWN_UNIT_ONLY) =>
  decide(who, reach, 'assignment', 'see', facts) === true;
const notFound = { code: 'scope/not-found', parameters: {} };

describe('an assignment', () => {
  it('is seen in its unit, by the lead that consolidates it and in the coordinating unit', () => {
    for (const unit of [OFFICE, FINANCE, CITY]) expect(sees(somebody(unit, ['handler']))).toBe(true);
    expect(sees(somebody('510000/教育', ['handler', 'signer', 'leader', 'coordinator']))).toBe(false);
  });

  it('that is not dispatched yet is seen in the coordinating unit only', () => {
    const drafted = { ...assignment, state: 'drafted' } as const;
    const seeing = [OFFICE, FINANCE, CITY].filter((unit) =>
      sees(somebody(unit, ['handler', 'leader']), drafted),
    );
    expect(seeing).toEqual([OFFICE]);
  });

  it('is seen by governments of the region and the same line above, where their post is of that kind', () => {
    const reach = { below: ['510000', '510100', '510104'], audits: [] };
    const facts = { ...assignment, lead: CITY, unit: '510104/财政', region: '510104' };
    expect(sees(somebody('510000/人民政府', ['local-coordinator']), facts, reach)).toBe(true);
    expect(sees(somebody('510000/人民政府', ['handler']), facts, reach)).toBe(false);
    expect(sees(somebody(FINANCE, ['handler']), facts, reach)).toBe(true);
    expect(sees(somebody('510000/教育', ['handler']), facts, reach)).toBe(false);
    expect(sees(somebody(FINANCE, ['handler']), facts, { below: ['510100'], audits: [] })).toBe(false);
  });

  it('is no longer seen as soon as the role is taken away', () => {
    const who = somebody(CITY, ['handler']);
    expect([sees(who), sees({ ...who, roles: [] }), sees({ ...who, unit: FINANCE })]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('says to those who see it who does what, in a sentence', () => {
    const said = may(
      somebody(FINANCE, ['handler']),
      OWN_UNIT_ONLY,
      'assignment',
      ASSIGNMENT_ACTS,
      assignment,
    );
    expect(said.acknowledge).toEqual({
      code: 'scope/own-handler-only',
      parameters: {},
      sentence: CATALOGUES['zh-CN']['scope/own-handler-only'],
    });
    expect(said.accept).toMatchObject({ code: 'scope/lead-signer-only' });
    expect(said.verify).toMatchObject({ code: 'scope/coordinator-only' });
    const own = { ...assignment, unit: OFFICE };
    expect(
      decide(somebody(OFFICE, ['coordinator']), OWN_UNIT_ONLY, 'assignment', 'verify', own),
    ).toMatchObject({ code: 'scope/leader-only' });
  });

  it('leaves to the core what its state forbids', () => {
    const who = somebody(CITY, ['handler']);
    const against = { code: 'assignment/wrong-state', parameters: {} };
    expect(
      may(who, OWN_UNIT_ONLY, 'assignment', ['acknowledge', 'claim'], assignment, 'en', (act) =>
        act === 'claim' ? against : null,
      ),
    ).toEqual({ acknowledge: true, claim: expect.objectContaining({ code: 'assignment/wrong-state' }) });
  });
});

describe('a token', () => {
  it('reads with read, and writes in the areas that it names', () => {
    const act = (allows: string[]) =>
      decide(somebody(CITY, ['handler'], allows), OWN_UNIT_ONLY, 'assignment', 'acknowledge', assignment);
    expect(act(['read', 'assignment'])).toBe(true);
    expect(act(['read', 'programme'])).toMatchObject({ code: 'scope/token-narrow' });
    expect([act(['assignment']), act([])]).toEqual([notFound, notFound]);
    const office = somebody(OFFICE, ['coordinator'], ['read']);
    expect(decide(office, OWN_UNIT_ONLY, 'assignment', 'verify', assignment)).toMatchObject({
      code: 'scope/token-narrow',
    });
    expect(decide(office, OWN_UNIT_ONLY, 'journal', 'verify', programme)).toBe(true);
  });
});

describe('a programme', () => {
  it('in draft is seen by the units that open and coordinate it, and by whoever is asked something', () => {
    const draft = { ...programme, state: 'draft', participates: true, reached: true } as const;
    const ask = (unit: string, facts: ProgrammeFacts) =>
      decide(somebody(unit, ['signer']), OWN_UNIT_ONLY, 'programme', 'see', facts) === true;
    expect([ask(OFFICE, draft), ask(CITY, draft), ask(CITY, { ...draft, asked: true })]).toEqual([
      true,
      false,
      true,
    ]);
    expect(
      decide(somebody(CITY, ['signer']), OWN_UNIT_ONLY, 'document', 'see', { ...draft, asked: true }),
    ).toEqual(notFound);
  });

  it('is confirmed by the coordinator of the coordinating unit, not of the unit that opened it', () => {
    const draft = { ...programme, state: 'draft', owner: FINANCE } as const;
    const confirm = (unit: string) =>
      decide(somebody(unit, ['coordinator']), OWN_UNIT_ONLY, 'programme', 'confirm', draft);
    expect(confirm(OFFICE)).toBe(true);
    expect(confirm(FINANCE)).toMatchObject({ code: 'scope/coordinator-only' });
    expect(confirm(CITY)).toEqual(notFound);
  });

  it('that is not found is refused like one that does not exist', () => {
    const decided = decide(somebody(CITY, ['signer']), OWN_UNIT_ONLY, 'programme', 'see', programme);
    expect(() => insist(decided)).toThrowError(expect.objectContaining(notFound));
  });
});

describe('the table', () => {
  const things = Object.keys(RULES) as Thing[];
  const rules = things.flatMap((thing) =>
    Object.entries(RULES[thing] as Readonly<Record<string, Rule>>).map(([action, rule]) => ({
      ...{ thing, action },
      ...rule,
    })),
  );

  it.each(rules)(
    '$thing/$action names relations that there are, roles, and where it is laid down',
    (rule) => {
      const { thing, permits, source, otherwise } = rule;
      for (const { by, as } of permits) {
        expect(Object.keys(RELATIONS[thing])).toContain(by);
        for (const role of as) expect(ROLES).toContain(role);
      }
      expect(source).not.toBe('');
      expect(Object.keys(CATALOGUES['zh-CN'])).toContain(otherwise);
      expect(AREA_OF[thing]).toBeTruthy();
    },
  );

  it('is told in full on its page', () => {
    const page = rightsPage();
    for (const { thing, action, permits } of rules) {
      expect(page).toContain(`\`${action}\` |`);
      for (const { by } of permits)
        expect(page, `${thing} ${by}`).toMatch(new RegExp(`\\| \`${by}\` \\| \\S`));
    }
  });

  it('lets the three administrators see nothing but the journal of the directory', () => {
    const three: Role[] = ['system-administrator', 'security-administrator', 'audit-administrator'];
    for (const thing of things.filter((one) => one !== 'directory-journal'))
      for (const role of three)
        for (const roles of [[role], [role, 'coordinator', 'leader', 'auditor']] as Role[][])
          expect(permittedWhere(somebody(OFFICE, roles), OWN_UNIT_ONLY, thing, 'see')).toBe('never');
    expect(
      three.map((role) =>
        permittedWhere(somebody(OFFICE, [role]), OWN_UNIT_ONLY, 'directory-journal', 'see'),
      ),
    ).toEqual(['never', 'never', 'always']);
  });
});
