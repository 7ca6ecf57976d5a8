import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'Roughly where an IP address is used, by the file of GEOIP_DATABASE_FILE. It may be far off.',
})
export class Place {
  @Field(() => String, { nullable: true, description: 'The name of the city; null if only the country is known.' })
  readonly city: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the country.' })
  readonly country: string | null;

  @Field(() => String, { nullable: true, description: 'The country as in ISO 3166-1, such as `DE`.' })
  readonly countryCode: string | null;

  constructor({ city, country, countryCode }: Omit<Place, 'toString'>) {
    this.city = city;
    this.country = country;
    this.countryCode = countryCode;
  }

  /** `Munich, Germany`. */
  toString(): string {
    return [this.city, this.country ?? this.countryCode].filter(Boolean).join(', ');
  }
}

/** Where IP addresses are used. */
export interface Places {
  /**
   * @param locale language of the names, English where it is not known or they are not; a language tag.
   * @returns null if it is not known, and for private addresses.
   */
  placeOf(ipAddress: string | null, locale: string | null): Promise<Place | null>;
}

/** For a server without a file. */
export const NO_PLACES: Places = { placeOf: async () => null };
