/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

export { default as ManageOAuth2 } from './ManageOAuth2/ManageOAuth2.vue';
export { default as AuthorizedApps } from './AuthorizedApps/AuthorizedApps.vue';
export { default as ConnectAssistant } from './ConnectAssistant/ConnectAssistant.vue';
