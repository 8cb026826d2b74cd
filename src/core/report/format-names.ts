/** Every way to write a report, by the name `--format` takes, apart from the writers: help names them without loading them. */
export const reportFormatNames = ['text', 'json', 'sarif', 'github', 'junit', 'markdown'] as const;

export type ReportFormat = (typeof reportFormatNames)[number];
