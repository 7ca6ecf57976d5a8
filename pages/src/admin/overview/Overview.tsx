import { Heading } from '../../shared/Heading';
import { Activity } from './Activity';
import { Server } from './Server';
import { Tiles } from './Tiles';

/** How the server is doing, and what people do with it. */
export function Overview() {
  return (
    <>
      <Heading>Overview</Heading>
      <Tiles />
      <Activity />
      <Server />
    </>
  );
}
