import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import { Permission } from '../../../src/sessions/permissions.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { newMachine } from '../../support/machines.js';
import { until } from '../../support/until.js';

const page = readFileSync('docs/verifying-tokens.md', 'utf8').split('## In other languages')[1] ?? '';
const sampleIn = (language: string) => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

/** Says of each line of claims whether it is accepted. */
const PYTHON = `
import sys
start(sys.argv[1])
for line in sys.stdin:
    try:
        refuse_revoked(json.loads(line))
        print("accepted", flush=True)
    except PermissionError as problem:
        print(problem, flush=True)
`;
const GO = `
func main() {
	revocations := &Revocations{}
	go revocations.Follow(os.Args[1])
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var claims map[string]any
		json.Unmarshal(lines.Bytes(), &claims)
		if err := revocations.Check(fmt.Sprint(claims["jti"]), fmt.Sprint(claims["sid"])); err != nil {
			fmt.Println(err)
		} else {
			fmt.Println("accepted")
		}
	}
}
`;

const gatehouse = useGatehouse();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-samples-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a language needs to run its sample. */
interface Language {
  readonly program: string;
  readonly file: string;
  readonly args: readonly string[];
  sample(): string;
}

const LANGUAGES: Record<string, Language> = {
  Python: { program: 'python3', file: 'sample.py', args: [], sample: () => sampleIn('python') + PYTHON },
  Go: {
    program: 'go',
    file: 'sample.go',
    args: ['run'],
    sample: () =>
      sampleIn('go').replace('package gatehouse', 'package main').replace('"net/http"', '"net/http"\n\t"os"') + GO,
  },
};
const isInstalled = ({ program }: Language) =>
  spawnSync(program, [program === 'go' ? 'version' : '--version']).status === 0;

/** A service that follows by the sample, and is asked about tokens. */
class Sample {
  private answers: string[] = [];
  private readonly child: ChildProcess;

  constructor({ program, file, args, sample }: Language, url: string, apiKey: string) {
    const path = join(folder, file);
    writeFileSync(path, sample().replace('http://localhost:4000/graphql', url));
    this.child = spawn(program, [...args, path, apiKey], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdout?.on('data', (bytes) => this.answers.push(...String(bytes).trim().split('\n')));
  }

  async says(accessToken: string): Promise<string | undefined> {
    this.answers = [];
    this.child.stdin?.write(`${JSON.stringify(jwt.decode(accessToken))}\n`);
    await until(() => this.answers.length > 0);
    return this.answers.find((answer) => !answer.startsWith('revocations:'));
  }

  stop(): void {
    this.child.stdin?.end();
    this.child.kill();
  }
}

async function refusesWhatIsRevoked(language: Language): Promise<void> {
  const root = await gatehouse.newAdministrator();
  const { secret } = await newMachine(gatehouse, root, [Permission.TOKENS_INTROSPECT]);
  const [device, other] = [await gatehouse.api.newUser(), await gatehouse.api.newUser()];
  const sample = new Sample(language, await gatehouse.api.url(), secret);
  const before = await sample.says(device.accessToken);
  await until(async () => (await sample.says(device.accessToken)) === 'accepted');
  await gatehouse.api.logout({ token: device.accessToken });
  await until(async () => (await sample.says(device.accessToken)) === 'revoked');
  const after = [await sample.says(device.accessToken), await sample.says(other.accessToken)];
  sample.stop();
  expect([before, ...after]).toEqual(['what is revoked is not known', 'revoked', 'accepted']);
}

for (const [name, language] of Object.entries(LANGUAGES))
  (isInstalled(language) ? test : test.skip)(
    `the sample in ${name} accepts no token until it knows what is revoked, and after a logout every other`,
    () => refusesWhatIsRevoked(language),
  );
