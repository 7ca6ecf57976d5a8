/** Why a line cannot be imported: a message that names the field, and repeats neither hash nor secret. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}
