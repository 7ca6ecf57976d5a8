import { Text } from '@mantine/core';
import { pageSettings } from './page-settings';

/** The logo of the service and its name; without a logo, a gate in the color of the brand. */
export function Brand() {
  const { name, logoUrl } = pageSettings.brand;
  return (
    <span className="brand">
      {logoUrl ? <img src={logoUrl} alt="" height={32} /> : <Gate />}
      <Text component="span" fw={650} size="lg" truncate>
        {name}
      </Text>
    </span>
  );
}

function Gate() {
  return (
    <svg viewBox="0 0 32 32" width={32} height={32} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--brand-filled)" />
      <path
        d="M7 26V15a9 9 0 0 1 18 0v11M12 26V12M16 26V7M20 26V12M7 18h18"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
      />
    </svg>
  );
}
