using HmRnnInk.App.Host;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Tests.Host;

/// <summary>Key positions with what they type in several keyboard layouts. A position is that of a US key.</summary>
public class KeyCodesTests
{
    [Theory]
    [InlineData('Z', "z", InkKey.Z)] // US
    [InlineData('=', "=", InkKey.Plus)]
    [InlineData('Y', "z", InkKey.Z)] // German
    [InlineData('Z', "y", InkKey.Y)]
    [InlineData(']', "+", InkKey.Plus)]
    [InlineData('/', "-", InkKey.Minus)]
    [InlineData('[', "ü", InkKey.LeftBracket)]
    [InlineData('=', null, InkKey.Plus)] // a dead key
    [InlineData('Q', "a", InkKey.A)] // French
    [InlineData('A', "q", InkKey.Q)]
    [InlineData('M', ",", InkKey.Comma)]
    [InlineData(';', "m", InkKey.M)]
    [InlineData('1', "&", InkKey.Digit1)]
    [InlineData('6', "-", InkKey.Digit6)]
    [InlineData('1', "+", InkKey.Digit1)] // Czech
    [InlineData('1', "7", InkKey.Digit7)] // Dvorak for programmers
    [InlineData('Q', "'", InkKey.Unknown)] // Dvorak: its Q is elsewhere
    [InlineData('X', "q", InkKey.Q)]
    [InlineData('Z', "я", InkKey.Z)] // Russian
    [InlineData('Q', "й", InkKey.Q)]
    [InlineData(',', "б", InkKey.Comma)]
    [InlineData('I', "ı", InkKey.I)] // Turkish
    [InlineData('Z', "Z", InkKey.Z)] // Windows names some keys in capitals
    [InlineData('Z', null, InkKey.Z)] // no name is known
    [InlineData(-1, "a", InkKey.A)] // a key that no US keyboard has
    [InlineData(-1, "²", InkKey.Unknown)]
    [InlineData(32, " ", InkKey.Space)]
    [InlineData(321, "1", InkKey.Digit1)] // the keypad
    [InlineData(333, "-", InkKey.Minus)]
    [InlineData(256, null, InkKey.Escape)]
    public void Key_IsWhatTheLayoutTypes(int position, string? name, InkKey key) => Assert.Equal(key, KeyCodes.ToInkKey(position, name));
}
