/** Where a request comes from. */
export interface Device {
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}
