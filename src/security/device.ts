/** Where a request comes from. */
export interface Device {
  readonly ipAddress: string | null;
  /** At most 512 characters. */
  readonly userAgent: string | null;
}

export const NO_DEVICE: Device = { ipAddress: null, userAgent: null };
