import { expect, test } from 'vitest';
import { percent } from './format';

test('a share becomes a percentage with two places', () => {
  expect(percent('0.0123')).toBe('1.23 %');
  expect(percent('-0.5')).toBe('-50.00 %');
});
