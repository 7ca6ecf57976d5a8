import { readFile, stat } from 'node:fs/promises';
import { type CityResponse, Reader } from 'mmdb-lib';
import { addSeconds, type Clock } from '../clock.js';
import { ConfigError } from '../config/config.js';
import { parseAddress } from '../config/ip-address.js';
import { describeForLog, type Logger } from '../logger.js';
import { Place, type Places } from './places.js';

/** Providers publish a new one each month or more often. */
const MAX_AGE_DAYS = 90;

/** How often is looked whether the file was replaced, at most. */
const CHECK_SECONDS = 60;

/** Types such as `GeoLite2-City` and `DBIP-Country-Lite`, but not `GeoLite2-ASN`. */
const HAS_PLACES = /city|country|location|enterprise/i;

/** Two addresses that every file has, to see whether it can be read. */
const SAMPLES = ['8.8.8.8', '1.1.1.1'];

/** Why a file cannot be used, and what to do. */
class PlaceFileError extends Error {
  override readonly name = 'PlaceFileError';
}

export interface PlaceFileOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What was read, and of which version of the file. */
interface Contents {
  readonly reader: Reader<CityResponse>;
  readonly version: string;
}

/**
 * A file in the format of MaxMind with cities or countries, kept in memory. It can be replaced at any time: while the new one
 * cannot be used, the former one stays in use. https://maxmind.github.io/MaxMind-DB/
 */
export class PlaceFile implements Places {
  private checkedAt: Date;
  private checking: Promise<void> | undefined;
  /** The version that is known to be. */
  private damaged: string | undefined;

  private constructor(
    private readonly options: PlaceFileOptions,
    private contents: Contents,
  ) {
    this.checkedAt = options.clock();
  }

  /** @throws {ConfigError} it cannot be read, or has no places. */
  static async open(options: PlaceFileOptions): Promise<PlaceFile> {
    const file = new PlaceFile(options, await load(options.path).catch(throwConfigError));
    file.reportAge();
    return file;
  }

  /**
   * @returns what should be done about the file's age, if anything.
   * @throws {ConfigError} it cannot be read, or has no places.
   */
  static async check(path: string, clock: Clock): Promise<string | undefined> {
    return adviceOn(await load(path).catch(throwConfigError), clock());
  }

  async placeOf(ipAddress: string | null, locale: string | null): Promise<Place | null> {
    const address = parseAddress(ipAddress ?? '');
    if (address?.range() !== 'unicast') return null;
    await this.refresh();
    return this.lookUp(address.toString(), address.kind(), locale ?? 'en');
  }

  private lookUp(address: string, kind: 'ipv4' | 'ipv6', locale: string): Place | null {
    const { reader } = this.contents;
    if (kind === 'ipv6' && reader.metadata.ipVersion === 4) return null;
    try {
      return placeIn(reader.get(address), locale);
    } catch (error) {
      this.reportDamage(error);
      return null;
    }
  }

  /** Once, not for each address. */
  private reportDamage(error: unknown): void {
    const { version } = this.contents;
    if (version === this.damaged) return;
    this.damaged = version;
    this.options.log.warn({ err: describeForLog(error) }, 'GEOIP_DATABASE_FILE is damaged: download it again');
  }

  private async refresh(): Promise<void> {
    if (!this.checking && addSeconds(this.checkedAt, CHECK_SECONDS) <= this.options.clock()) {
      this.checkedAt = this.options.clock();
      this.checking = this.reload().finally(() => {
        this.checking = undefined;
      });
    }
    await this.checking;
  }

  private async reload(): Promise<void> {
    const { path, log } = this.options;
    try {
      if ((await versionOf(path)) === this.contents.version) return;
      this.contents = await load(path);
      log.info('GEOIP_DATABASE_FILE was replaced');
      this.reportAge();
    } catch (error) {
      log.warn(`GEOIP_DATABASE_FILE: ${problemOf(error)}. The former file stays in use.`);
    }
  }

  private reportAge(): void {
    const advice = adviceOn(this.contents, this.options.clock());
    if (advice) this.options.log.warn(advice);
  }
}

function adviceOn({ reader: { metadata } }: Contents, now: Date): string | undefined {
  const { buildEpoch } = metadata;
  if (addSeconds(buildEpoch, MAX_AGE_DAYS * 86_400) >= now) return undefined;
  const built = buildEpoch.toISOString().slice(0, 10);
  return `GEOIP_DATABASE_FILE is of ${built}, and addresses change hands. Replace it by a new one; no restart is needed.`;
}

async function load(path: string): Promise<Contents> {
  const version = await versionOf(path);
  const reader = parse(await readFile(path));
  const { databaseType } = reader.metadata;
  if (!HAS_PLACES.test(databaseType))
    throw new PlaceFileError(`has no places (${databaseType}); download one of cities or countries`);
  return { reader, version };
}

async function versionOf(path: string): Promise<string> {
  const { ino, size, mtimeMs } = await stat(path);
  return `${ino} ${size} ${mtimeMs}`;
}

function parse(content: Buffer): Reader<CityResponse> {
  if (content[0] === 0x1f && content[1] === 0x8b) throw new PlaceFileError('is compressed; unpack it with gunzip');
  try {
    const reader = new Reader<CityResponse>(content);
    for (const address of SAMPLES) reader.get(address);
    return reader;
  } catch {
    throw new PlaceFileError('is not a whole file in the format of MaxMind (.mmdb); download it again');
  }
}

function throwConfigError(error: unknown): never {
  throw new ConfigError([`GEOIP_DATABASE_FILE: ${problemOf(error)}`]);
}

function problemOf(error: unknown): string {
  if (error instanceof PlaceFileError) return error.message;
  return `cannot be read (${(error as NodeJS.ErrnoException).code}); correct the path, or let this user read the file`;
}

function placeIn(record: Partial<CityResponse> | null, locale: string): Place | null {
  const city = nameIn(record?.city?.names, locale);
  const country = nameIn(record?.country?.names, locale);
  const countryCode = record?.country?.iso_code ?? null;
  return city || country || countryCode ? new Place({ city, country, countryCode }) : null;
}

/** By the language of the tag alone: files have Portuguese as `pt-BR`. */
function nameIn(names: object | undefined, locale: string): string | null {
  const known: Readonly<Record<string, string>> = { ...names };
  const [language] = locale.split('-');
  const tag = locale in known ? locale : Object.keys(known).find((each) => each.split('-')[0] === language);
  return known[tag ?? 'en'] ?? null;
}
