import { describe, expect, it } from 'vitest';
import { casProvider, userIn } from './cas.ts';

const CAS = 'xmlns:cas="http://www.yale.edu/tp/cas"';
const answer = (inner: string, head = '') =>
  Buffer.from(`${head}<cas:serviceResponse ${CAS}>${inner}</cas:serviceResponse>`);
const success = (inner: string) => answer(`<cas:authenticationSuccess>${inner}</cas:authenticationSuccess>`);

describe('an answer of a CAS', () => {
  it('names one user', () => {
    expect(userIn(success('<cas:user> u&amp;1 </cas:user>'))).toBe('u&1');
    expect(
      userIn(
        Buffer.from(
          '<r:serviceResponse xmlns:r="http://www.yale.edu/tp/cas"><r:authenticationSuccess><r:user>工号7</r:user></r:authenticationSuccess></r:serviceResponse>',
        ),
      ),
    ).toBe('工号7');
    expect(userIn(success('<cas:user>a<!-- comment -->b</cas:user>'))).toBe('ab');
  });

  it.each([
    ['a failure', answer('<cas:authenticationFailure code="INVALID_TICKET">no</cas:authenticationFailure>')],
    [
      'a failure that names a user',
      answer('<cas:authenticationFailure><cas:user>u1</cas:user></cas:authenticationFailure>'),
    ],
    ['two users', success('<cas:user>u1</cas:user><cas:user>u2</cas:user>')],
    ['no user', success('')],
    ['an empty user', success('<cas:user> </cas:user>')],
    ['a user in the attributes', success('<cas:attributes><cas:user>u1</cas:user></cas:attributes>')],
    [
      'another namespace',
      Buffer.from(
        '<cas:serviceResponse xmlns:cas="urn:x"><cas:authenticationSuccess><cas:user>u</cas:user></cas:authenticationSuccess></cas:serviceResponse>',
      ),
    ],
    [
      'a DTD',
      answer(
        '<cas:authenticationSuccess><cas:user>&u;</cas:user></cas:authenticationSuccess>',
        '<!DOCTYPE x [<!ENTITY u "u1">]>',
      ),
    ],
    [
      'half of it',
      Buffer.from(`<cas:serviceResponse ${CAS}><cas:authenticationSuccess><cas:user>u1</cas:user>`),
    ],
    ['a page', Buffer.from('<html><body>502</body></html>')],
    ['nothing', Buffer.alloc(0)],
  ])('is refused where it is %s', (_, xml) => {
    expect(() => userIn(xml)).toThrow(expect.objectContaining({ code: 'person/provider-refused' }));
  });
});

it('a CAS that does not answer is away', async () => {
  const provider = casProvider({ url: 'http://127.0.0.1:9/cas', title: 'CAS' });
  const { remembered } = await provider.begin('https://luodi.example/api/providers/cas/finish');
  const arrived = (state: string, ticket: string) =>
    new URL(`${'https://luodi.example/x'}?state=${state}&ticket=${ticket}`);
  await expect(
    provider.finish(arrived(remembered.state as string, 'ST-1'), remembered),
  ).rejects.toMatchObject({
    code: 'person/provider-away',
  });
  for (const [state, ticket] of [
    ['other', 'ST-1'],
    [remembered.state, ''],
    [remembered.state, 'ST-1&x'],
    ['', 'ST-1'],
  ])
    await expect(
      provider.finish(arrived(state as string, ticket as string), remembered),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/provider-(refused|away)/),
    });
});
