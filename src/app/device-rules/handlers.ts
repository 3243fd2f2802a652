import type { Api } from '../../contract/api.ts';
import type { Handlers } from '../api/implement.ts';
import type { Services } from '../services.ts';

type DeviceRuleRoutes = Pick<Handlers<Api>, 'listDeviceRules' | 'keepDeviceRule' | 'forgetDeviceRule'>;

export function deviceRuleHandlers({ deviceRules }: Services): DeviceRuleRoutes {
  return {
    listDeviceRules: () => deviceRules.list(),
    keepDeviceRule: ({ body }) => deviceRules.keep(body),
    forgetDeviceRule: ({ params }) => {
      deviceRules.forget(params.ruleId);
    },
  };
}
