import { account } from './account';
import { entrance } from './entrance';
import { fieldProblems, problems } from './problems';
import { security } from './security';
import { shared } from './shared';

export const messages = { shared, problems, fieldProblems, entrance, account, security };
