// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import { type AccountCommands, accountMethods, accountWires } from './account.generated.ts';
import { type ActivityCommands, activityMethods, activityWires } from './activity.generated.ts';
import { type AnalyticsCommands, analyticsMethods, analyticsWires } from './analytics.generated.ts';
import { type AnnotationCommands, annotationMethods, annotationWires } from './annotation.generated.ts';
import { type AnonymizationCommands, anonymizationMethods, anonymizationWires } from './anonymization.generated.ts';
import { type AppointmentCommands, appointmentMethods, appointmentWires } from './appointment.generated.ts';
import { type AuditCommands, auditMethods, auditWires } from './audit.generated.ts';
import { type CaseCommands, caseMethods, caseWires } from './case.generated.ts';
import { type CustomcodeCommands, customcodeMethods, customcodeWires } from './customcode.generated.ts';
import { type CustomfieldCommands, customfieldMethods, customfieldWires } from './customfield.generated.ts';
import { type DestinationCommands, destinationMethods, destinationWires } from './destination.generated.ts';
import { type DicomdataCommands, dicomdataMethods, dicomdataWires } from './dicomdata.generated.ts';
import { type DictionaryCommands, dictionaryMethods, dictionaryWires } from './dictionary.generated.ts';
import { type FilterCommands, filterMethods, filterWires } from './filter.generated.ts';
import { type GroupCommands, groupMethods, groupWires } from './group.generated.ts';
import { type HelpCommands, helpMethods, helpWires } from './help.generated.ts';
import { type Hl7Commands, hl7Methods, hl7Wires } from './hl7.generated.ts';
import { type KeyimageCommands, keyimageMethods, keyimageWires } from './keyimage.generated.ts';
import { type LinkCommands, linkMethods, linkWires } from './link.generated.ts';
import { type LocationCommands, locationMethods, locationWires } from './location.generated.ts';
import { type MeetingCommands, meetingMethods, meetingWires } from './meeting.generated.ts';
import { type MessageCommands, messageMethods, messageWires } from './message.generated.ts';
import { type NamespaceCommands, namespaceMethods, namespaceWires } from './namespace.generated.ts';
import { type NodeCommands, nodeMethods, nodeWires } from './node.generated.ts';
import { type NpiCommands, npiMethods, npiWires } from './npi.generated.ts';
import { type OrderCommands, orderMethods, orderWires } from './order.generated.ts';
import { type PatientCommands, patientMethods, patientWires } from './patient.generated.ts';
import { type PurgeCommands, purgeMethods, purgeWires } from './purge.generated.ts';
import { type QctaskCommands, qctaskMethods, qctaskWires } from './qctask.generated.ts';
import { type QueryCommands, queryMethods, queryWires } from './query.generated.ts';
import { type RadreportCommands, radreportMethods, radreportWires } from './radreport.generated.ts';
import { type RadreportmacroCommands, radreportmacroMethods, radreportmacroWires } from './radreportmacro.generated.ts';
import { type ReportCommands, reportMethods, reportWires } from './report.generated.ts';
import { type RoleCommands, roleMethods, roleWires } from './role.generated.ts';
import { type RouteCommands, routeMethods, routeWires } from './route.generated.ts';
import { type RsnaCommands, rsnaMethods, rsnaWires } from './rsna.generated.ts';
import { type RuleSetCommands, ruleSetMethods, ruleSetWires } from './rule-set.generated.ts';
import { type ScannerCommands, scannerMethods, scannerWires } from './scanner.generated.ts';
import { type SessionCommands, sessionMethods, sessionWires } from './session.generated.ts';
import { type SettingCommands, settingMethods, settingWires } from './setting.generated.ts';
import { type SiteCommands, siteMethods, siteWires } from './site.generated.ts';
import { type StudyCommands, studyMethods, studyWires } from './study.generated.ts';
import { type TagCommands, tagMethods, tagWires } from './tag.generated.ts';
import { type TerminologyCommands, terminologyMethods, terminologyWires } from './terminology.generated.ts';
import { type TimerRuleCommands, timerRuleMethods, timerRuleWires } from './timer-rule.generated.ts';
import { type TrainingCommands, trainingMethods, trainingWires } from './training.generated.ts';
import { type UserCommands, userMethods, userWires } from './user.generated.ts';
import { type ValidateCommands, validateMethods, validateWires } from './validate.generated.ts';
import { type WebhookCommands, webhookMethods, webhookWires } from './webhook.generated.ts';
import type { Call, Wire } from './command.ts';

/** Every command of the services by its path: parameters, answer, and the codes it refuses with. */
export interface Commands
  extends AccountCommands,
    ActivityCommands,
    AnalyticsCommands,
    AnnotationCommands,
    AnonymizationCommands,
    AppointmentCommands,
    AuditCommands,
    CaseCommands,
    CustomcodeCommands,
    CustomfieldCommands,
    DestinationCommands,
    DicomdataCommands,
    DictionaryCommands,
    FilterCommands,
    GroupCommands,
    HelpCommands,
    Hl7Commands,
    KeyimageCommands,
    LinkCommands,
    LocationCommands,
    MeetingCommands,
    MessageCommands,
    NamespaceCommands,
    NodeCommands,
    NpiCommands,
    OrderCommands,
    PatientCommands,
    PurgeCommands,
    QctaskCommands,
    QueryCommands,
    RadreportCommands,
    RadreportmacroCommands,
    ReportCommands,
    RoleCommands,
    RouteCommands,
    RsnaCommands,
    RuleSetCommands,
    ScannerCommands,
    SessionCommands,
    SettingCommands,
    SiteCommands,
    StudyCommands,
    TagCommands,
    TerminologyCommands,
    TimerRuleCommands,
    TrainingCommands,
    UserCommands,
    ValidateCommands,
    WebhookCommands {}

export const wires: Readonly<Record<keyof Commands, Wire>> = {
  ...accountWires,
  ...activityWires,
  ...analyticsWires,
  ...annotationWires,
  ...anonymizationWires,
  ...appointmentWires,
  ...auditWires,
  ...caseWires,
  ...customcodeWires,
  ...customfieldWires,
  ...destinationWires,
  ...dicomdataWires,
  ...dictionaryWires,
  ...filterWires,
  ...groupWires,
  ...helpWires,
  ...hl7Wires,
  ...keyimageWires,
  ...linkWires,
  ...locationWires,
  ...meetingWires,
  ...messageWires,
  ...namespaceWires,
  ...nodeWires,
  ...npiWires,
  ...orderWires,
  ...patientWires,
  ...purgeWires,
  ...qctaskWires,
  ...queryWires,
  ...radreportWires,
  ...radreportmacroWires,
  ...reportWires,
  ...roleWires,
  ...routeWires,
  ...rsnaWires,
  ...ruleSetWires,
  ...scannerWires,
  ...sessionWires,
  ...settingWires,
  ...siteWires,
  ...studyWires,
  ...tagWires,
  ...terminologyWires,
  ...timerRuleWires,
  ...trainingWires,
  ...userWires,
  ...validateWires,
  ...webhookWires,
};

/** A method for every command, grouped as the paths are: `study.shareWho` is `/study/share/who`. */
export function methods(call: Call) {
  return {
    account: accountMethods(call),
    activity: activityMethods(call),
    analytics: analyticsMethods(call),
    annotation: annotationMethods(call),
    anonymization: anonymizationMethods(call),
    appointment: appointmentMethods(call),
    audit: auditMethods(call),
    case: caseMethods(call),
    customcode: customcodeMethods(call),
    customfield: customfieldMethods(call),
    destination: destinationMethods(call),
    dicomdata: dicomdataMethods(call),
    dictionary: dictionaryMethods(call),
    filter: filterMethods(call),
    group: groupMethods(call),
    help: helpMethods(call),
    hl7: hl7Methods(call),
    keyimage: keyimageMethods(call),
    link: linkMethods(call),
    location: locationMethods(call),
    meeting: meetingMethods(call),
    message: messageMethods(call),
    namespace: namespaceMethods(call),
    node: nodeMethods(call),
    npi: npiMethods(call),
    order: orderMethods(call),
    patient: patientMethods(call),
    purge: purgeMethods(call),
    qctask: qctaskMethods(call),
    query: queryMethods(call),
    radreport: radreportMethods(call),
    radreportmacro: radreportmacroMethods(call),
    report: reportMethods(call),
    role: roleMethods(call),
    route: routeMethods(call),
    rsna: rsnaMethods(call),
    ruleSet: ruleSetMethods(call),
    scanner: scannerMethods(call),
    session: sessionMethods(call),
    setting: settingMethods(call),
    site: siteMethods(call),
    study: studyMethods(call),
    tag: tagMethods(call),
    terminology: terminologyMethods(call),
    timerRule: timerRuleMethods(call),
    training: trainingMethods(call),
    user: userMethods(call),
    validate: validateMethods(call),
    webhook: webhookMethods(call),
  };
}
