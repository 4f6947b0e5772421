using System.CommandLine;
using System.Numerics;
using HmRnnInk.Arguments;

namespace HmRnnInk.Trainer;

/// <summary>Options that have a default value, most of them numbers with limits.</summary>
internal static class OptionsWithDefault
{
    public static Option<T> WithDefault<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    public static Option<int> Integer(string name, string description, int value, int minimum, int maximum = int.MaxValue) =>
        WithDefault(name, description, value).Must(
            given => given >= minimum && given <= maximum,
            maximum == int.MaxValue ? $"be at least {minimum}" : $"be from {minimum} to {maximum}");

    /// <summary>A list of whole numbers; <see cref="NumberList.ToIntegers"/> gives them.</summary>
    public static Option<NumberList> Integers(
        string name, string description, IEnumerable<double> values, int minimum, int maximum = int.MaxValue) =>
        StrictOptions.Numbers(name, description, values).Must(
            list => list.AreIntegers(minimum, maximum),
            maximum == int.MaxValue ? $"be whole numbers of at least {minimum}" : $"be whole numbers from {minimum} to {maximum}");

    public static Option<T> Positive<T>(string name, string description, T value)
        where T : IFloatingPoint<T> => WithDefault(name, description, value).Must(given => given > T.Zero, "be above 0");

    public static Option<T> NonNegative<T>(string name, string description, T value)
        where T : IFloatingPoint<T> => WithDefault(name, description, value).Must(given => given >= T.Zero, "be 0 or more");

    /// <summary>From 0 to less than 1.</summary>
    public static Option<double> Fraction(string name, string description, double value) =>
        WithDefault(name, description, value).Must(given => given is >= 0 and < 1, "be from 0 to less than 1");

    /// <summary>From 0 to 1.</summary>
    public static Option<double> Share(string name, string description, double value) =>
        WithDefault(name, description, value).Must(given => given is >= 0 and <= 1, "be from 0 to 1");
}
