import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { britishSpellingsOf, pluralsOf, singularOf } from '../../glossary/inflect';

const smallWord = fc.stringMatching(/^[a-z]{1,14}$/);

describe('plurals', () => {
  it.each([
    ['joint', 'joints'],
    ['reflex', 'reflexes'],
    ['crutch', 'crutches'],
    ['rash', 'rashes'],
    ['biopsy', 'biopsies'],
    ['airway', 'airways'],
    ['calf', 'calves'],
    ['knife', 'knives'],
    ['foot', 'feet'],
    ['tooth', 'teeth'],
    ['child', 'children'],
  ])('of %s is %s', (word, plural) => {
    expect(pluralsOf(word)).toContain(plural);
  });
  it.each([
    ['diagnosis', 'diagnoses'],
    ['prosthesis', 'prostheses'],
    ['vertebra', 'vertebrae'],
    ['bursa', 'bursae'],
    ['bacterium', 'bacteria'],
    ['thrombus', 'thrombi'],
    ['meniscus', 'menisci'],
    ['carcinoma', 'carcinomata'],
    ['appendix', 'appendices'],
    ['vertex', 'vertices'],
    ['phalanx', 'phalanges'],
    ['arthritis', 'arthritides'],
    ['femur', 'femora'],
  ])('of the learned word %s include %s', (word, plural) => {
    expect(pluralsOf(word)).toContain(plural);
  });
  it('of learned words are made in the everyday way too', () => {
    expect(pluralsOf('vertebra')).toContain('vertebras');
    expect(pluralsOf('hematoma')).toContain('hematomas');
  });
  it('are never the word itself, for any word', () => {
    fc.assert(
      fc.property(smallWord, (word) => {
        const plurals = pluralsOf(word);
        expect(plurals.length).toBeGreaterThan(0);
        expect(plurals).not.toContain(word);
        expect(new Set(plurals).size).toBe(plurals.length);
      }),
    );
  });
});

describe('singulars', () => {
  it.each([
    ['crutches', 'crutch'],
    ['reflexes', 'reflex'],
    ['biopsies', 'biopsy'],
    ['stairs', 'stair'],
    ['walkers', 'walker'],
  ])('of %s is %s', (word, singular) => {
    expect(singularOf(word)).toBe(singular);
  });
  it.each(['pelvis', 'pus', 'illness', 'arthritis', 'thrombus', 'gas', 'gout', 'is'])(
    'are not made of %s, which is none',
    (word) => {
      expect(singularOf(word)).toBeNull();
    },
  );
  it.each(['joint', 'crutch', 'reflex', 'biopsy', 'airway', 'walker', 'brush', 'nerve', 'stroke'])(
    'lead from the plural back to %s',
    (word) => {
      expect(pluralsOf(word).map(singularOf)).toContain(word);
    },
  );
});

describe('British spellings', () => {
  it.each([
    ['edema', 'oedema'],
    ['lymphedema', 'lymphoedema'],
    ['esophagus', 'oesophagus'],
    ['diarrhea', 'diarrhoea'],
    ['apnea', 'apnoea'],
    ['dyspnea', 'dyspnoea'],
    ['hematoma', 'haematoma'],
    ['hemorrhage', 'haemorrhage'],
    ['anemia', 'anaemia'],
    ['ischemic', 'ischaemic'],
    ['anesthesia', 'anaesthesia'],
    ['anesthetist', 'anaesthetist'],
    ['paresthesia', 'paraesthesia'],
    ['orthopedic', 'orthopaedic'],
    ['pediatric', 'paediatric'],
    ['gynecology', 'gynaecology'],
    ['tumor', 'tumour'],
    ['tumors', 'tumours'],
    ['behavioral', 'behavioural'],
    ['mobilize', 'mobilise'],
    ['immobilization', 'immobilisation'],
    ['paralyzed', 'paralysed'],
    ['fiber', 'fibre'],
    ['center', 'centre'],
    ['program', 'programme'],
    ['traveling', 'travelling'],
  ])('of %s is %s', (word, british) => {
    expect(britishSpellingsOf(word)).toEqual([british]);
  });
  it.each(['joint', 'hip', 'gout', 'hemp', 'motor', 'doctor', 'walker', 'feet'])(
    'are not made of %s, which is written alike everywhere',
    (word) => {
      expect(britishSpellingsOf(word)).toEqual([]);
    },
  );
  it('are never the word itself, for any word', () => {
    fc.assert(
      fc.property(smallWord, (word) => {
        expect(britishSpellingsOf(word)).not.toContain(word);
      }),
    );
  });
});
