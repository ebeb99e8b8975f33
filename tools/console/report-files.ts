/** The reports of a run that are for people to open, as paths from the project's folder. */
export function reportFiles(folder: string): string[] {
  return ['bdd-report.html', 'html/index.html', 'junit.xml', 'messages.ndjson'].map(
    (file) => `${folder.replaceAll('\\', '/')}/${file}`,
  );
}
