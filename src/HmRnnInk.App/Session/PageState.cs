using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session;

/// <summary>What the parts of <see cref="LiveInk"/> work on together.</summary>
/// <param name="Page">The rows of the page.</param>
/// <param name="History">Its undo history.</param>
/// <param name="Reader">The model's reading of it.</param>
/// <param name="Person">The person's pen.</param>
internal sealed record PageState(PageInk Page, History History, PageReader Reader, PersonHand Person);
