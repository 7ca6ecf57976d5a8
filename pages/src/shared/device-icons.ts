import { Laptop, type LucideIcon, Smartphone, SquareTerminal, Tablet } from 'lucide-react';
import type { DeviceKind } from './device';

export const DEVICE_ICONS: Record<DeviceKind, LucideIcon> = {
  computer: Laptop,
  phone: Smartphone,
  tablet: Tablet,
  program: SquareTerminal,
};
