import type { Example } from '../../rule-kind.ts';

const told = 'This test proves less than it did: “assert …” was deleted.';

const caught = (text: string, end: string): string =>
  `def test_z():\n    try:\n        z()\n    except ValueError as e:\n        assert "${text}" in str(e)\n    else:\n        assert ${end}\n`;

const raised = (text: string): string =>
  `def test_z():\n    with pytest.raises(ValueError) as e:\n        z()\n    assert "${text}" in str(e.value)\n`;

const matched = (given: string): string => `def test_z():\n    with pytest.raises(ValueError${given}):\n        z()\n`;

/** Errors that a test looked at by hand, and now expects by a call made for that. */
export const testsErrorExamples: readonly Example[] = [
  {
    title: 'an error whose text nobody asks for any more, or asks for another one',
    with: {},
    before: { 'tests/test_a.py': caught('zero', 'False'), 'tests/test_b.py': raised('zero') },
    after: {
      'tests/test_a.py': `def test_z():\n    with pytest.raises(ValueError):\n        z()    ← ${told}\n`,
      'tests/test_b.py': `def test_z():\n    with pytest.raises(ValueError, match="one"):\n        z()    ← ${told}\n`,
    },
  },
  {
    title: 'an error that is expected in another test than the one that lost its assertions, and one where two were',
    with: {},
    before: {
      'tests/test_a.py': `${raised('zero')}\ndef test_y():\n    y()\n`,
      'tests/test_b.py':
        'def test_z():\n    try:\n        z()\n        assert False\n    except ValueError:\n        pass\n    try:\n        y()\n        assert False\n    except ValueError:\n        pass\n',
    },
    after: {
      'tests/test_a.py': `def test_z():\n    with pytest.raises(ValueError) as e:\n        z()\n\ndef test_y():    ← ${told}\n    with pytest.raises(ValueError, match="zero"):\n        y()\n`,
      'tests/test_b.py': `def test_z():\n    with pytest.raises(ValueError):\n        z()\n        y()    ← This test proves less than it did: “assert …” was deleted.\n`,
    },
  },
  {
    title: 'an error that was looked at by hand, and its text, expected by a call',
    with: {},
    before: {
      'tests/test_a.py': caught('zero', 'False, "no error"'),
      'tests/test_b.py': raised('not zero'),
      'tests/test_c.py': caught('zero', '0'),
      'src/a.test.ts':
        "it('a', () => {\n  try {\n    z();\n    expect(true).toBe(false);\n  } catch (e) {\n    expect(e.message).toContain('zero');\n  }\n});\n",
    },
    after: {
      'tests/test_a.py': matched(', match="zero"'),
      'tests/test_b.py': matched(', match=r"is not zero"'),
      'tests/test_c.py': 'def test_z(self):\n    with self.assertRaisesRegex(ValueError, "zero"):\n        z()\n',
      'src/a.test.ts': "it('a', () => {\n  expect(() => z()).toThrow('zero');\n});\n",
    },
  },
];
