<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Piwik;
use Piwik\Plugin\Manager;
use Piwik\Plugins\OAuth2\Matomo\ConnectGuides;
use Piwik\Plugins\OAuth2\Matomo\NotConfigured;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\SettingsFactory;
use Piwik\Plugins\OAuth2\Server\Assistant\Trust;
use Piwik\Plugins\OAuth2\Server\Setting;

/**
 * What the page Personal → Connect an assistant shows: the address of the MCP server and the steps for each assistant that the
 * settings allow or that an administrator has made a client for, or what is missing. Users learn only that an administrator has to do something.
 */
final class ConnectPage
{
    private const MCP_PLUGIN = 'McpServer';

    /** The page of the Marketplace. */
    private const MARKETPLACE = 'https://plugins.matomo.org/McpServer';

    /**
     * @return array{address: string, assistants: list<mixed>, others: string, problems: list<array{text: string, href: string, link: string}>,
     *     manage: string}
     */
    public static function guide(): array
    {
        try {
            $factory = ServerFactory::instance()->forPages();
            $server = $factory->checkedServer();
        } catch (NotConfigured $missing) {
            return self::page('', [], '', [self::problem($missing->getMessage())]);
        }
        $settings = $factory->settings();
        $address = SettingsFactory::mcpResource($settings->issuer);
        $trust = Trust::from($settings->word(Setting::Assistants));
        $guides = new ConnectGuides($address, static fn (string $key, array $values): string => Piwik::translate($key, $values));
        $registers = $settings->isOn(Setting::ClientRegistration);
        $known = $server->assistantRegistry()->known();
        $allowed = $guides->allowed($trust, $known, $registers);
        $clients = $server->clients()->withRedirectUris(ConnectGuides::redirectUris());
        $allowed = [...$allowed, ...$guides->ofClients($clients, $known, array_column($allowed, 'key'))];
        $others = match (true) {
            $trust === Trust::Any, $registers => 'OAuth2_ConnectOthersAny',
            $trust === Trust::Approval => 'OAuth2_ConnectOthersApproval',
            $trust === Trust::Hosts => 'OAuth2_ConnectOthersHosts',
            default => '',
        };
        $problems = self::serverProblems();
        if ($allowed === [] && $others === '') {
            $problems[] = self::problem(Piwik::translate('OAuth2_ConnectNone'), self::manageUrl(), 'OAuth2_ConnectManage');
        }

        return self::page($address, $problems === [] ? $allowed : [], $others === '' ? '' : Piwik::translate($others), $problems);
    }

    /**
     * Whether the plugin McpServer answers. It is another project's, so its setting is asked only as far as it has one.
     *
     * @return list<array{text: string, href: string, link: string}>
     */
    private static function serverProblems(): array
    {
        if (!Manager::getInstance()->isPluginActivated(self::MCP_PLUGIN)) {
            return [self::problem(Piwik::translate('OAuth2_ConnectAbsent'), self::MARKETPLACE, 'OAuth2_ConnectMarketplace')];
        }
        $class = 'Piwik\\Plugins\\' . self::MCP_PLUGIN . '\\SystemSettings';
        $settings = class_exists($class) ? new $class() : null;
        if (\is_object($settings) && method_exists($settings, 'isMcpEnabled') && $settings->isMcpEnabled() === false) {
            return [self::problem(
                Piwik::translate('OAuth2_ConnectOff'),
                'index.php?module=CoreAdminHome&action=generalSettings#/' . self::MCP_PLUGIN,
                'CoreAdminHome_MenuGeneralSettings',
            )];
        }

        return [];
    }

    /** @return array{text: string, href: string, link: string} */
    private static function problem(string $text, string $href = '', string $link = ''): array
    {
        return ['text' => $text, 'href' => $href, 'link' => $link === '' ? '' : Piwik::translate($link)];
    }

    private static function manageUrl(): string
    {
        return 'index.php?module=OAuth2&action=index#?view=connections';
    }

    /**
     * @param list<mixed> $assistants
     * @param list<array{text: string, href: string, link: string}> $problems
     * @return array{address: string, assistants: list<mixed>, others: string, problems: list<array{text: string, href: string, link: string}>,
     *     manage: string}
     */
    private static function page(string $address, array $assistants, string $others, array $problems): array
    {
        $isAdministrator = Piwik::hasUserSuperUserAccess();

        return [
            'address' => $problems === [] ? $address : '',
            'assistants' => $assistants,
            'others' => $problems === [] ? $others : '',
            'problems' => $isAdministrator || $problems === []
                ? $problems
                : [self::problem(Piwik::translate('OAuth2_ConnectUnavailable'))],
            'manage' => $isAdministrator ? self::manageUrl() : '',
        ];
    }
}
