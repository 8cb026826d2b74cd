<?php
/*
 * What PDepend counts as CCN2, which phpmd reports as CyclomaticComplexity. Reads paths from standard input, one a line,
 * and prints one line of JSON for each: [path, [[name, first line, CCN2], …]], with null in the place of the list where
 * PDepend refuses the file. Each file is read by itself: a class of the same name in another one must not hide it.
 * What phpmd switches off by annotations is reported all the same.
 */
use PDepend\Metrics\Analyzer\CyclomaticComplexityAnalyzer;
use PDepend\Source\Language\PHP\PHPBuilder;
use PDepend\Source\Language\PHP\PHPParserGeneric;
use PDepend\Source\Language\PHP\PHPTokenizerInternal;
use PDepend\Source\Parser\ParserException;
use PDepend\Util\Cache\Driver\MemoryCacheDriver;

require_once 'PDepend/autoload.php';
error_reporting(E_ALL & ~E_DEPRECATED);
ini_set('display_errors', 'stderr');
ini_set('memory_limit', '-1');

function entriesOf(string $path): ?array
{
    $tokenizer = new PHPTokenizerInternal();
    $tokenizer->setSourceFile($path);
    $builder = new PHPBuilder();
    $cache = new MemoryCacheDriver();
    $builder->setCache($cache);
    $parser = new PHPParserGeneric($tokenizer, $builder, $cache);
    $parser->setMaxNestingLevel(65536);
    try {
        $parser->parse();
    } catch (ParserException | TypeError $refused) { // It trips over some valid code.
        return null;
    }
    $analyzer = new CyclomaticComplexityAnalyzer();
    $analyzer->setCache($cache);
    $namespaces = $builder->getNamespaces();
    $analyzer->analyze($namespaces);
    $entries = [];
    foreach ($namespaces as $namespace) {
        $callables = [$namespace->getFunctions()];
        foreach ([$namespace->getClasses(), $namespace->getTraits(), $namespace->getEnums()] as $types) {
            foreach ($types as $type) {
                $callables[] = $type->getMethods();
            }
        }
        foreach ($callables as $each) {
            foreach ($each as $callable) {
                $ccn2 = $analyzer->getCcn2($callable);
                if ($ccn2 > 0) {
                    $entries[] = [$callable->getName(), $callable->getStartLine(), $ccn2];
                }
            }
        }
    }
    return $entries;
}

while (($line = fgets(STDIN)) !== false) {
    $path = rtrim($line, "\n");
    echo json_encode([$path, entriesOf($path)], JSON_THROW_ON_ERROR), "\n";
}
