<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Twig\Environment;
use Twig\Loader\FilesystemLoader;
use Twig\TwigFilter;

/** Renders the plugin's templates as Matomo would, and the host's own templates in the same layout. */
final class Templates
{
    /** Twig comes with the development tools, or with Debian's package php-twig. */
    private const AUTOLOADERS = [
        __DIR__ . '/../../var/tools-php/autoload.php',
        '/usr/share/php/Twig/autoload.php',
    ];

    private ?Environment $twig = null;

    /** @var ?array<string, mixed> */
    private ?array $texts = null;

    public function __construct(private readonly string $cache)
    {
    }

    /** @param array<string, mixed> $variables */
    public function render(string $template, #[\SensitiveParameter] array $variables): string
    {
        $this->twig ??= $this->environment();

        return $this->twig->render($template, $variables);
    }

    private function environment(): Environment
    {
        foreach (self::AUTOLOADERS as $file) {
            if (!class_exists(Environment::class) && is_file($file)) {
                require_once $file;
            }
        }
        $loader = new FilesystemLoader(__DIR__ . '/../templates');
        $loader->addPath(__DIR__ . '/../../plugin/OAuth2/templates', 'OAuth2');
        $twig = new Environment($loader, [
            'strict_variables' => true,
            'autoescape' => 'html',
            'cache' => $this->cache,
            'auto_reload' => true,
        ]);
        $twig->addFilter(new TwigFilter('translate', $this->translate(...)));

        return $twig;
    }

    /** Works like Matomo's filter: the text of a key such as OAuth2_ConsentTitle, formatted with the parameters. */
    private function translate(string $key, string|int ...$parameters): string
    {
        if ($this->texts === null) {
            $file = (string) file_get_contents(__DIR__ . '/../../plugin/OAuth2/texts/en.json');
            $all = json_decode($file, true, 8, JSON_THROW_ON_ERROR);
            $texts = \is_array($all) ? $all['OAuth2'] ?? [] : [];
            $this->texts = [];
            foreach (\is_array($texts) ? $texts : [] as $name => $text) {
                $this->texts['OAuth2_' . $name] = $text;
            }
        }
        $text = $this->texts[$key] ?? $key;

        return \is_string($text) ? vsprintf($text, $parameters) : $key;
    }
}
