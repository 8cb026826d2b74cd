import * as vscode from 'vscode';
import { settings, type Setting, type SettingId } from './contributions.ts';

type Widen<Value> = Value extends boolean ? boolean : Value extends number ? number : string;
type ValueOf<Id extends SettingId> = (typeof settings)[Id] extends { readonly enum: readonly (infer Choice)[] }
  ? Choice
  : Widen<(typeof settings)[Id]['default']>;

// VS Code marks a wrong value in settings.json and hands it out all the same.
const withinBounds = (value: unknown, { default: fallback, minimum, maximum, enum: choices }: Setting): unknown => {
  if (typeof value !== typeof fallback || Number.isNaN(value)) return fallback;
  if (choices !== undefined) return choices.some((choice) => choice === value) ? value : fallback;
  return typeof value === 'number' ? Math.min(Math.max(value, minimum ?? value), maximum ?? value) : value;
};

/**
 * A setting of ours as it holds for a place: within its bounds, and its default where the value is of another type or none
 * of the choices.
 */
export const readSetting = <Id extends SettingId>(id: Id, place?: vscode.Uri): ValueOf<Id> => {
  const value = vscode.workspace.getConfiguration(undefined, place).get<unknown>(id);
  return withinBounds(value, settings[id]) as ValueOf<Id>;
};
