interface Place {
  readonly city: string | null;
  readonly country: string | null;
}

/** From where a device signed in, as far as it is known: `Munich, Germany · 203.0.113.7`. */
export function originOf(place: Place | null, ipAddress: string | null): string {
  const name = [place?.city, place?.country].filter(Boolean).join(', ');
  return [name, ipAddress].filter(Boolean).join(' · ');
}
