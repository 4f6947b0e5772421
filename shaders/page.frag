#version 330 core
// A sheet of paper on a desk: grain, a soft shadow, ruled lines. Drawn only when the page changes.
in vec2 pixel;
out vec4 fragment;

uniform vec4 view;              // origin x, y in page units; pixels a unit; framebuffer pixels a window unit
uniform vec4 sheet;             // page units: x, y, width, height
uniform vec4 slip;              // the same of a second, smaller sheet without lines; height 0: none
uniform vec4 rules;             // first baseline y, spacing, count, written line (-1: none)
uniform vec4 guides;            // above the baseline: x-height, ascender; below it: descender; 0: show none
uniform vec2 margins;           // x of the left and the right margin
uniform vec4 deskColour;
uniform vec4 paperColour;
uniform vec4 shadowColour;
uniform vec4 ruleColour;
uniform vec4 activeRuleColour;
uniform vec4 guideColour;
uniform vec4 bandColour;
uniform vec4 marginColour;
uniform float grain;            // peak, in colour units

float hash(vec2 p)
{
    // Integer hashing: sine-based noise shows patterns on some GPUs.
    uvec2 q = uvec2(ivec2(p)) * uvec2(1597334673u, 3812015801u);
    uint n = (q.x ^ q.y) * 1597334673u;
    n ^= n >> 15;
    n *= 2246822519u;
    n ^= n >> 13;
    return float(n >> 8) / 16777216.0;
}

float noise(vec2 p)
{
    vec2 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}

float roundedBox(vec2 p, vec2 halfSize, float radius)
{
    vec2 q = abs(p) - halfSize + radius;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
}

// Coverage of a line of whole pixels, so that a rule is crisp at every scale.
float hairline(float at, float where, float thickness)
{
    float wide = max(1.0, floor(thickness + 0.5));
    float edge = floor(where - wide * 0.5 + 0.5);
    return step(edge, at) * step(at, edge + wide);
}

void blend(inout vec3 colour, vec4 over, float amount)
{
    colour = mix(colour, over.rgb, over.a * amount);
}

void castShadow(inout vec3 colour, vec2 centre, vec2 size, float unit)
{
    float nearShadow = roundedBox(pixel - centre - vec2(0.0, 1.5 * unit), size * 0.5, 6.0 * unit);
    float farShadow = roundedBox(pixel - centre - vec2(0.0, 7.0 * unit), size * 0.5 - 2.0 * unit, 10.0 * unit);
    blend(colour, shadowColour, 0.55 * (1.0 - smoothstep(-2.0 * unit, 4.0 * unit, nearShadow)));
    blend(colour, shadowColour, 0.75 * pow(1.0 - smoothstep(-14.0 * unit, 26.0 * unit, farShadow), 2.0));
}

void main()
{
    float unit = view.z;        // pixels a page unit
    float ui = view.w;          // pixels a window unit: the width of hairlines does not zoom
    vec2 minimum = (sheet.xy - view.xy) * unit, size = sheet.zw * unit;
    vec2 centre = minimum + size * 0.5;
    vec2 slipMinimum = (slip.xy - view.xy) * unit, slipSize = slip.zw * unit;

    vec3 colour = deskColour.rgb;
    float outside = roundedBox(pixel - centre, size * 0.5, 5.0 * unit);
    castShadow(colour, centre, size, unit);
    if (slip.w > 0.0)
    {
        outside = min(outside, roundedBox(pixel - slipMinimum - slipSize * 0.5, slipSize * 0.5, 5.0 * unit));
        castShadow(colour, slipMinimum + slipSize * 0.5, slipSize, unit);
    }
    float inside = clamp(0.5 - outside, 0.0, 1.0);

    if (inside > 0.0)
    {
        vec2 p = pixel / ui;
        float fibres = noise(p * vec2(0.11, 0.55)) + noise(p.yx * vec2(0.09, 0.47) + 91.0) - 1.0;
        float clouds = noise(p * 0.013) + 0.5 * noise(p * 0.037 + 17.0) - 0.75;
        float tooth = hash(floor(pixel)) - 0.5;
        vec3 paper = paperColour.rgb + grain * (0.45 * tooth + 0.45 * fibres + 0.8 * clouds);
        paper *= 1.0 - 0.012 * smoothstep(-60.0 * unit, 0.0, outside);

        if (pixel.y < minimum.y + size.y + unit)
        {
            float left = (margins.x - view.x) * unit, right = (margins.y - view.x) * unit;
            float span = smoothstep(-10.0 * unit, 10.0 * unit, min(pixel.x - minimum.x - 8.0 * unit, minimum.x + size.x - 8.0 * unit - pixel.x));
            float spacing = rules.y * unit;
            float first = (rules.x - view.y) * unit;
            float line = clamp(floor((pixel.y - first) / spacing + 0.5), 0.0, rules.z - 1.0);
            float baseline = first + line * spacing;
            if (rules.z > 0.0) blend(paper, ruleColour, span * hairline(pixel.y, baseline, ui));

            // The guides reach further up than half a line, so they are found from the line that is written on, not from the nearest.
            if (rules.w >= 0.0 && guides.w > 0.5)
            {
                float written = first + rules.w * spacing;
                float within = smoothstep(-12.0 * unit, 24.0 * unit, pixel.x - left) * smoothstep(-12.0 * unit, 24.0 * unit, right - pixel.x);
                float xHeight = written - guides.x * unit;
                float band = clamp(pixel.y - xHeight + 0.5, 0.0, 1.0) * clamp(written - pixel.y + 0.5, 0.0, 1.0);
                blend(paper, bandColour, within * band);
                float dash = smoothstep(0.15, 0.3, abs(fract(pixel.x / (10.0 * ui)) - 0.5) * 2.0 - 0.25);
                float dot_ = smoothstep(0.1, 0.3, abs(fract(pixel.x / (5.0 * ui)) - 0.5) * 2.0 - 0.4);
                blend(paper, guideColour, within * dash * hairline(pixel.y, xHeight, ui));
                blend(paper, guideColour, 0.8 * within * dot_ * hairline(pixel.y, written - guides.y * unit, ui));
                blend(paper, guideColour, 0.8 * within * dot_ * hairline(pixel.y, written + guides.z * unit, ui));
                blend(paper, activeRuleColour, span * hairline(pixel.y, written, ui));
            }

            blend(paper, marginColour, 0.8 * hairline(pixel.x, left, ui));
            float stitch = smoothstep(0.1, 0.3, abs(fract(pixel.y / (9.0 * ui)) - 0.5) * 2.0 - 0.3);
            blend(paper, marginColour, stitch * hairline(pixel.x, right, ui));
        }

        colour = mix(colour, paper, inside);
    }

    // Half a step of noise before rounding to 8 bits hides the bands in the shadow.
    fragment = vec4(colour + (hash(floor(pixel) + 7.0) - 0.5) / 255.0, 1.0);
}
