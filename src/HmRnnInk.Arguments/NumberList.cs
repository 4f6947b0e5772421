using System.Globalization;

namespace HmRnnInk.Arguments;

/// <summary>
/// A list of numbers on a command line: <c>1,0.5</c> or <c>1 0.5</c>. Help shows it in the first form. It is not an
/// <see cref="IEnumerable{T}"/>, because System.CommandLine shows those with bars, which are not accepted.
/// </summary>
public sealed record NumberList(IReadOnlyList<double> Values)
{
    /// <param name="arguments">One argument, in which commas or spaces separate the numbers, or one for each number.</param>
    /// <returns>Null if an argument is not a number, or if commas and several arguments are mixed, as in <c>0,5 0,25</c>.</returns>
    public static NumberList? TryParse(IReadOnlyList<string> arguments)
    {
        // "1 0.5" in quotes is one argument.
        IReadOnlyList<string> numbers = arguments is [var only] ? only.Split(only.Contains(',') ? ',' : ' ') : arguments;
        var values = new double[numbers.Count];
        for (int index = 0; index < values.Length; index++)
            if (!StrictNumber.TryParse(numbers[index], out values[index])) return null;
        return new(values);
    }

    public bool AreIntegers(int minimum, int maximum) =>
        Values.All(value => double.IsInteger(value) && value >= minimum && value <= maximum);

    /// <summary>The values as integers. Only valid if they <see cref="AreIntegers"/>.</summary>
    public int[] ToIntegers() => [.. Values.Select(value => (int)value)];

    public override string ToString() => string.Join(',', Values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
