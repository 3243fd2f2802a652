import { wordsOf } from './fold.ts';

/**
 * Words that descriptions of studies, series, protocols and devices consist of, and that are not known as names of
 * people. What is not in here is not known to be harmless.
 */
const words = `
  abdomen abdominal abdominel abdominale acetabulum achilles adrenal airway anal angle ankle antecubital anterior aorta
  aortic arcade arm arterial arteries artery articulation atrial atrium axilla axillary back biliary bladder body bone
  bowel brachial brain breast bronchial bronchus calcaneus calf cardiac carotid carpal cavity cecum celiac cerebellum
  cerebral cervical cervix chest clavicle coccyx cochlea colon common coronary cranial cranium cruciate cubital duct
  duodenum elbow endocrine epigastric esophagus extremity eye eyes facial femoral femur fetal fetus fibula finger fingers
  foot forearm gallbladder gland groin hand head heart hepatic hindfoot hip hips humerus iliac inguinal intestine jaw
  joint joints kidney kidneys knee knees lacrimal larynx leg legs lens ligament limb lips liver lobe lower lumbar
  lumbosacral lung lungs lymph mandible mastoid maxilla mediastinum meniscus mesenteric metacarpal metatarsal midfoot
  mitral muscle musculoskeletal nasal neck nerve nose occipital ocular optic orbit orbits ovary palate pancreas parotid
  patella pelvic pelvis penis pericardium perineum peripheral pharynx pituitary placenta pleura popliteal portal
  posterior prostate pulmonary radius rectum renal rib ribs sacral sacroiliac sacrum scaphoid scapula sciatic scrotum
  sella shoulder shoulders sinus sinuses skin skull spinal spine spleen splenic sternum stomach subclavian tarsal
  temporal temporomandibular tendon testis thigh thoracic thoracolumbar thorax thumb thymus thyroid tibia tibial toe toes
  tongue tonsil trachea tricuspid trunk ulna umbilical upper ureter urethra urinary uterus vagina valve vascular vein
  veins venous ventricle ventricular vertebra vertebral vessel vessels wrist aneurysm calcification cyst dissection edema
  embolism emphysema fracture hemorrhage hernia infarct infarction infection inflammation ischemia lesion lesions mass
  metastases metastasis nodule nodules pneumonia pneumothorax stenosis stroke thrombosis trauma tumor tumour implant
  stent graft prosthesis screw catheter pacemaker
  kopf hirn gehirn schädel hals nacken brust brustkorb lunge lungen herz bauch becken wirbelsäule hws bws lws schulter
  ellenbogen unterarm oberarm handgelenk finger hüfte oberschenkel unterschenkel knie sprunggelenk fuss fuß zehe leber
  niere nieren milz gefässe gefäße nativ mit ohne kontrastmittel km links rechts beidseits aufnahme schicht rekonstruktion
  tête cou poitrine poumon poumons cœur coeur bassin rachis épaule coude poignet doigt hanche genou cheville pied foie rein
  reins avec sans contraste gauche droite testa collo torace polmone cuore addome bacino colonna spalla gomito polso anca
  ginocchio caviglia piede fegato rene senza contrasto sinistra destra cabeza cuello pecho pulmón corazón columna hombro
  codo muñeca cadera rodilla tobillo pie hígado riñón izquierda derecha
  left right bilateral unilateral lateral medial superior inferior proximal distal cranial caudal dorsal ventral central
  oblique axial coronal sagittal transverse transversal longitudinal frontal tangential anteroposterior posteroanterior
  ap pa lao rao lpo rpo cc mlo ml lm prone supine decubitus erect standing sitting upright weight bearing weightbearing
  flexion extension neutral rotation inspiration expiration breath hold breathhold free breathing head first feet
  ct mr mri mra mrv mrcp pet spect cr dx mg us xa rf nm io px rt sr ko pr seg rtstruct rtplan rtdose cta ctv cbct xray
  ray radiograph radiography radiographic fluoroscopy fluoro mammography mammogram tomosynthesis tomography tomo
  ultrasound sonography doppler duplex echo echocardiography elastography angiography angio angiogram venography
  arthrography myelography urography cystography cholangiography enterography colonography densitometry dexa scintigraphy
  perfusion diffusion spectroscopy tractography fmri functional bold asl swi swan dwi dti adc flair stir tirm haste space
  mprage vibe lava flash fisp truefisp trufi fiesta ssfp bssfp fse tse ffe tfe gre spgr fspgr ge se ir epi dixon propeller
  blade medic dess ciss cube vista tof pc phase contrast venc time flight gradient spin inversion recovery fat water
  saturation saturated suppression suppressed sat fs fatsat opposed out in phase weighted proton density pd tr te ti fa
  relaxometry susceptibility mapping map maps trace fractional anisotropy apparent coefficient exponential eadc cbf cbv
  mtt ttp tmax kinetic curve curves
  helical spiral sequential axial cine gated gating ungated prospective retrospective triggered trigger ecg ekg
  dual energy monoenergetic mono kev iodine virtual unenhanced enhanced noncontrast native plain bolus tracking timing
  test run monitoring monitor pre post with without w wo no non not and or of for the to at on by before after delayed
  delay early late arterial portal venous nephrographic excretory equilibrium hepatobiliary phase phases multiphase
  dynamic static rest stress localizer localiser scout scanogram topogram surview survey overview planning plan reference
  series sequence scan scans study exam examination protocol acquisition acquired image images imaging picture view views
  projection projections slice slices slab stack volume volumetric frame frames multiframe multislice thin thick
  thickness spacing gap fov matrix resolution high low standard std routine default normal soft hard sharp smooth medium
  tissue lung bone kernel filter filtered window level width center detail edge ultra iterative reconstruction
  reconstructed recon reformat reformatted reformation mpr mip minip avg average vr vrt volume rendering rendered sum
  summed subtraction subtracted subtract sub mask derived primary secondary original processed processing corrected
  correction uncorrected attenuation scatter decay normalized normalization calibrated calibration quality control
  qc qa phantom uniformity noise artifact artefact motion dose report summary page screen save capture result results
  measurement measurements analysis structured findings finding impression protocol
  whole partial half full complete limited extended short long fast slow single double triple multiple multi repeat
  repeated additional follow up followup baseline control initial first second third final new old prior previous current
  screening diagnostic intervention interventional biopsy puncture drainage injection intravenous iv oral rectal
  intraarticular intrathecal contrast agent medium media saline gadolinium gd iodinated barium fdg tracer isotope
  chest pain dyspnea dyspnoea cough fever nausea vomiting headache dizziness seizure weakness numbness swelling acute
  chronic recurrent suspected suspicion exclude rule known unknown history unremarkable negative positive
  mm cm m ml l mg g kg mgy gy mgycm kv kvp ma mas ms s sec min hz khz mhz t tesla deg degree degrees hu suv percent
  x d c v r b a k p coil body surface array spine head neck torso extremity flex channel bed table tube detector plate
  grid collimator emission transmission list mode step shoot
  male female adult child pediatric paediatric neonatal infant
  compression compressed uncompressed lossy lossless near jpeg jpegls jpip rle baseline progressive progression
  spectral selection value values quality factor ratio point transform bit bits color converted conversion resampled
  interpolated scaled cropped rotated flipped lut voi modality signed unsigned range slope intercept offset
  tra cor sag bh dyn sense pilot lat obl osseous ossifying fibroma position positions collection document test
  delete sel ref loc dimension demonstration features simple total body calcium score scoring cont gated
  coerce correct
`;

/** Defined terms of coded attributes (CS) that could be names too. */
const terms = `
  text num code container contains composite waveform date time name separate continuous has obs context concept mod
  properties inferred selected from verified unverified final preliminary monochrome palette color colour true yes
  none other mixed human animal patient organ volume sampled resampled point polyline circle ellipse interpolated
  closed planar open square rectangle matrix display pixel active approved rejected manual automatic semiautomatic
`;
const harmless = new Set(wordsOf(words + terms));

/** What institutions are called, and who makes their machines: it tells nobody which institution is meant. */
const ofAnyInstitution = new Set(
  wordsOf(`
  hospital hospitals klinik kliniken klinikum clinic clinics clinica clinique university universite universitaet
  universita universidad universitats universitatsspital spital krankenhaus medical medizin medicine medico center
  centre centrum zentrum centro institut institute instituto istituto radiology radiologie radiologia department
  imaging diagnostic diagnostik health healthcare healthineers care system systems research national general regional
  central county royal state saint hopital ospedale policlinico praxis group practice school college faculty
  foundation trust services service laboratory nuclear company corporation limited international technologies
  siemens philips general electric canon toshiba hitachi fujifilm hologic carestream kodak samsung medison shimadzu
  varian elekta esaote mindray united neusoft konica minolta sectra bruker ziehm planmeca sirona zeiss leica olympus
  street strasse avenue road place platz anonymous anonymized unknown
`),
);

/** Whether a word, folded, is in the names of many institutions. */
export function isOfAnyInstitution(word: string): boolean {
  return ofAnyInstitution.has(word);
}

/** Whether a word, folded, is one of these. */
export function isHarmless(word: string): boolean {
  return harmless.has(word);
}

/** Whether a text consists of nothing else, numbers of up to three digits apart. */
export function isAllHarmless(text: string): boolean {
  return wordsOf(text).every((word) => isHarmless(word) || /^\d{1,3}$/.test(word));
}
