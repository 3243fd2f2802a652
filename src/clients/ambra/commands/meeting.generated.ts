// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Nothing, Wire } from './command.ts';

/**
 * `/meeting/add` (services.json:31793); needs `meeting_edit`
 */
export interface MeetingAdd {
  params: {
    name: string;
    state: string;
  } & ({ study_id: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    uuid?: string | undefined;
  };
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/meeting/set` (services.json:31842); needs `meeting_edit`
 */
export interface MeetingSet {
  params: {
    uuid: string;
    name?: string | undefined;
    state?: string | undefined;
  };
  returns: Nothing;
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/meeting/get` (services.json:31885); needs `meeting_view`
 */
export interface MeetingGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    state?: string | undefined;
    user_id?: string | undefined;
    user_name?: string | undefined;
    link_id?: string | undefined;
  };
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/meeting/join` (services.json:31942); needs `meeting_view`
 */
export interface MeetingJoin {
  params: {
    uuid: string;
  };
  returns: Response;
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/meeting/leave` (services.json:31975)
 */
export interface MeetingLeave {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: never;
}

/**
 * `/meeting/roster` (services.json:31998); needs `meeting_view`
 */
export interface MeetingRoster {
  params: {
    uuid: string;
  };
  returns: {
    users?: readonly { uuid?: string | undefined; name?: string | undefined; presenter?: boolean | undefined; }[] | undefined;
  };
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/meeting/presenter` (services.json:32050); needs `meeting_edit`
 */
export interface MeetingPresenter {
  params: {
    uuid: string;
    user_id: string;
  };
  returns: Nothing;
  errors: 'NOT_ATTENDING' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/meeting/ping` (services.json:32091); needs `meeting_view`
 */
export interface MeetingPing {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'NOT_FOUND';
}

/**
 * `/meeting/delete` (services.json:32124); needs `meeting_edit`
 */
export interface MeetingDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/meeting/events/add` (services.json:32160); needs `meeting_edit`
 */
export interface MeetingEventsAdd {
  params: {
    uuid: string;
    event: string;
  };
  returns: Nothing;
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface MeetingCommands {
  '/meeting/add': MeetingAdd;
  '/meeting/set': MeetingSet;
  '/meeting/get': MeetingGet;
  '/meeting/join': MeetingJoin;
  '/meeting/leave': MeetingLeave;
  '/meeting/roster': MeetingRoster;
  '/meeting/presenter': MeetingPresenter;
  '/meeting/ping': MeetingPing;
  '/meeting/delete': MeetingDelete;
  '/meeting/events/add': MeetingEventsAdd;
}

export const meetingWires: Readonly<Record<keyof MeetingCommands, Wire>> = {
  '/meeting/add': { returns: { uuid: 'text' } },
  '/meeting/set': {},
  '/meeting/get': { reads: true, returns: { uuid: 'text', name: 'text', state: 'text', user_id: 'text', user_name: 'text', link_id: 'text' } },
  '/meeting/join': { streams: true },
  '/meeting/leave': {},
  '/meeting/roster': { returns: { users: [{ uuid: 'text', name: 'text', presenter: 'flag' }] } },
  '/meeting/presenter': {},
  '/meeting/ping': {},
  '/meeting/delete': {},
  '/meeting/events/add': {},
};

export function meetingMethods(call: Call) {
  return {
    /** Makes a meeting over a study. */
    add: (params: MeetingAdd['params'], options?: CallOptions) => call('/meeting/add', params, options),
    /** Changes a meeting over a study. */
    set: (params: MeetingSet['params'], options?: CallOptions) => call('/meeting/set', params, options),
    /** Reads a meeting over a study. */
    get: (params: MeetingGet['params'], options?: CallOptions) => call('/meeting/get', params, options),
    /** Joins a meeting. */
    join: (params: MeetingJoin['params'], options?: CallOptions) => call('/meeting/join', params, options),
    /** Leaves a meeting. */
    leave: (params: MeetingLeave['params'], options?: CallOptions) => call('/meeting/leave', params, options),
    /** Lists who is in a meeting. */
    roster: (params: MeetingRoster['params'], options?: CallOptions) => call('/meeting/roster', params, options),
    /** Says who presents in a meeting. */
    presenter: (params: MeetingPresenter['params'], options?: CallOptions) => call('/meeting/presenter', params, options),
    /** Keeps a meeting open. */
    ping: (params: MeetingPing['params'], options?: CallOptions) => call('/meeting/ping', params, options),
    /** Deletes a meeting over a study. */
    delete: (params: MeetingDelete['params'], options?: CallOptions) => call('/meeting/delete', params, options),
    /** Makes what happened in a meeting. */
    eventsAdd: (params: MeetingEventsAdd['params'], options?: CallOptions) => call('/meeting/events/add', params, options),
  };
}
