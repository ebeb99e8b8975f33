/** A setting that cannot be used, said in one line that names it. */
export class SettingError extends Error {}
