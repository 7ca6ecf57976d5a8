import { User } from '../../src/users/user.entity.js';
import { begin, outcomeOf, somebody, useSocial } from '../support/social.js';

const { gatehouse, one } = useSocial();

test('a login at a provider that one instance began is completed by another, once', async () => {
  const other = await gatehouse.startAnother();
  const person = somebody();
  one.answerFor(person);
  const { callbackUrl, flowToken } = await begin(gatehouse.api, one);
  const attempts = [other, gatehouse.api, other, gatehouse.api].map((api) =>
    api.mutate('completeSocialLogin', { callbackUrl, flowToken }),
  );
  const outcomes = (await Promise.all(attempts)).map(outcomeOf);
  expect(outcomes.sort()).toEqual(['AuthPayload', 'EXPIRED', 'EXPIRED', 'EXPIRED']);
});

test('two first logins at two instances at the same time make one account', async () => {
  const other = await gatehouse.startAnother();
  const person = somebody();
  one.answerFor(person);
  const [first, second] = [await begin(gatehouse.api, one), await begin(other, one)];
  const complete = (api: typeof other, { callbackUrl, flowToken }: typeof first) =>
    api.mutate('completeSocialLogin', { callbackUrl, flowToken });
  const results = await Promise.all([complete(gatehouse.api, first), complete(other, second)]);
  expect(results.map(outcomeOf)).toEqual(['AuthPayload', 'AuthPayload']);
  expect(await gatehouse.em.count(User, { email: person.email })).toBe(1);
});
