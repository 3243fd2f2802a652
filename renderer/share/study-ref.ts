export interface StudyRef {
  readonly connectionId: string;
  readonly studyUuid: string;
}
