import { dataModel } from './src/wiring/data-model.js';
import 'reflect-metadata';
import { loadConfig, readEnvironment } from './src/config/config.js';
import { ormOptions } from './src/database/orm-options.js';

/** For the MikroORM CLI, which reads the compiled file: `npm run build` first, or use the `db:` scripts. */
export default ormOptions(loadConfig(readEnvironment()), dataModel);
